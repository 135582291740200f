package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What is shown in a dev server's place, to a person as a page, to a script as a problem. */
@Component
final class PreviewPage {

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>
        :root { color-scheme: light dark; }
        body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 24px;
          font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f9faf7, #121210);
          color: light-dark(#171814, #f0f1ec); }
        main { max-width: 420px; }
        h1 { font-size: 17px; margin: 0 0 6px; }
        p { margin: 0; color: light-dark(#646561, #959692); }
      </style>
      <main><h1>%1$s</h1><p>%2$s</p></main>
      </html>
      """;

  private final Problems problems;

  PreviewPage(Problems problems) {
    this.problems = problems;
  }

  /**
   * A reason why there is nothing to see. All texts are ours: nothing in them comes from outside.
   */
  enum Reason {
    NOTHING_LISTENS(
        HttpStatus.BAD_GATEWAY,
        ErrorCode.NOTHING_SERVED,
        "Nothing is served yet",
        "The workspace's dev server does not run, or does not listen yet. Start it with Run, wait"
            + " until it says that it is ready, and load this page again."),
    NO_ANSWER(
        HttpStatus.BAD_GATEWAY,
        ErrorCode.NOTHING_SERVED,
        "The dev server broke off",
        "It ended the connection without an answer. Its log, in the workspace, may say why."),
    SIGNED_OUT(
        HttpStatus.UNAUTHORIZED,
        ErrorCode.UNAUTHENTICATED,
        "This preview is closed",
        "Open it from the workspace's page: each browser is let in by a link that works once."),
    ELSEWHERE(
        HttpStatus.FORBIDDEN,
        ErrorCode.FOREIGN_HOST,
        "Previews are for this machine only",
        "To open them from others, set factory-factory.preview.address to a name that leads here."),
    FOREIGN(
        HttpStatus.FORBIDDEN,
        ErrorCode.FOREIGN_ORIGIN,
        "Pages of other origins have no access",
        "A preview can be opened from the workspace's page, but not be used by other pages.");

    private final HttpStatus status;
    private final ErrorCode code;
    private final String title;
    private final String text;

    Reason(HttpStatus status, ErrorCode code, String title, String text) {
      this.status = status;
      this.code = code;
      this.title = title;
      this.text = text;
    }
  }

  void show(HttpServletRequest request, HttpServletResponse response, Reason reason)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.reset();
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var accepts = request.getHeader(HttpHeaders.ACCEPT);
    if (accepts == null || !accepts.contains(MediaType.TEXT_HTML_VALUE)) {
      problems.write(response, reason.code, reason.title + ". " + reason.text);
      return;
    }
    response.setStatus(reason.status.value());
    response.setHeader("Content-Security-Policy", POLICY);
    response.setContentType("text/html;charset=UTF-8");
    response
        .getOutputStream()
        .write(PAGE.formatted(reason.title, reason.text).getBytes(StandardCharsets.UTF_8));
  }
}
