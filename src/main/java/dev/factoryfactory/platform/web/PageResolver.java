package dev.factoryfactory.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Answers a path that only the page's own router knows with the page. */
final class PageResolver extends PathResourceResolver {

  private static final String PAGE = "index.html";

  @Override
  protected @Nullable Resource resolveResourceInternal(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    var file = super.resolveResourceInternal(request, path, locations, chain);
    return file == null && request != null && wantsPage(request)
        ? super.resolveResourceInternal(request, PAGE, locations, chain)
        : file;
  }

  private static boolean wantsPage(HttpServletRequest request) {
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    return !Paths.isData(request) && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }
}
