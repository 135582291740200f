package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.web.PreviewPage.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers whatever is asked of a preview's host, before anything else of the server sees it: none
 * of the server's own paths exists there.
 */
final class PreviewFilter extends OncePerRequestFilter {

  static final String ENTRANCE = "/.factory-factory/enter";

  private static final Logger log = LoggerFactory.getLogger(PreviewFilter.class);
  private static final String TICKET = "ticket=";
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
  private static final Set<String> NOT_PASSED = Set.of("TRACE", "CONNECT");

  private final PreviewAddress address;
  private final PreviewAccess access;
  private final PreviewPage page;
  private final PreviewProxy proxy;
  private final PreviewSocket socket;

  /** Asked late: only the module that runs dev servers has one. */
  private final ObjectProvider<PreviewTargets> targets;

  PreviewFilter(
      PreviewAddress address,
      PreviewAccess access,
      PreviewPage page,
      PreviewProxy proxy,
      PreviewSocket socket,
      ObjectProvider<PreviewTargets> targets) {
    this.address = address;
    this.access = access;
    this.page = page;
    this.proxy = proxy;
    this.socket = socket;
    this.targets = targets;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var workspace = address.workspaceOf(request);
    if (workspace.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      answer(request, response, workspace.get());
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, WorkspaceId workspace)
      throws IOException {
    var origin = address.origin(workspace, request);
    if (!address.isFor(request)) {
      page.show(request, response, Reason.ELSEWHERE);
    } else if (request.getRequestURI().equals(ENTRANCE)) {
      enter(request, response, workspace, origin);
    } else if (!access.isSignedIn(request, workspace)) {
      page.show(request, response, Reason.SIGNED_OUT);
    } else if (isForeign(request, origin)) {
      page.show(request, response, Reason.FOREIGN);
    } else if (NOT_PASSED.contains(request.getMethod())) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else {
      pass(request, response, workspace, origin);
    }
  }

  private void enter(
      HttpServletRequest request,
      HttpServletResponse response,
      WorkspaceId workspace,
      String origin)
      throws IOException {
    var query = request.getQueryString();
    var code = query != null && query.startsWith(TICKET) ? query.substring(TICKET.length()) : "";
    var ticket = access.redeem(code, workspace);
    if (ticket.isEmpty()) {
      page.show(request, response, Reason.SIGNED_OUT);
      return;
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.SET_COOKIE, access.cookie(workspace).toString());
    response.setHeader(HttpHeaders.LOCATION, origin + ticket.get().path());
  }

  private void pass(
      HttpServletRequest request,
      HttpServletResponse response,
      WorkspaceId workspace,
      String origin)
      throws IOException {
    var port = targets.getObject().portOf(workspace);
    if (port.isEmpty()) {
      page.show(request, response, Reason.NOTHING_LISTENS);
      return;
    }
    var headers = new PreviewHeaders(access, origin, address.isSecure(), port.get());
    try {
      if (PreviewSocket.isWanted(request)) {
        socket.pass(request, response, port.get(), headers, proxy.client());
      } else {
        proxy.pass(request, response, port.get(), headers);
      }
    } catch (ConnectException | HttpConnectTimeoutException nobody) {
      page.show(request, response, Reason.NOTHING_LISTENS);
    } catch (IOException brokeOff) {
      log.debug("A preview broke off", brokeOff);
      if (response.isCommitted()) {
        // The browser must not take what it has for the whole.
        throw brokeOff;
      }
      page.show(request, response, Reason.NO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether another page sent it; opening the preview from elsewhere, as our page does, is none.
   */
  private static boolean isForeign(HttpServletRequest request, String origin) {
    var sender = request.getHeader(HttpHeaders.ORIGIN);
    if (sender != null && !sender.equals(origin)) {
      return true;
    }
    var site = request.getHeader(TrustedAddressFilter.FETCH_SITE);
    return site != null
        && OTHER_SITES.contains(site)
        && !(request.getMethod().equals("GET")
            && "navigate".equals(request.getHeader("Sec-Fetch-Mode")));
  }
}
