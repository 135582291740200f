package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.web.PreviewAccess.Ticket;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets whoever is signed in here into the preview of a workspace too. */
@RestController
class PreviewController {

  private static final int LONGEST_PATH = 2000;

  private final PreviewAddress address;
  private final PreviewAccess access;

  PreviewController(PreviewAddress address, PreviewAccess access) {
    this.address = address;
    this.access = access;
  }

  @PostMapping("/api/workspaces/{id}/preview")
  Entrance enter(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Wish wish,
      HttpServletRequest request) {
    var workspace = WorkspaceId.parse(id);
    if (!address.isFor(request)) {
      throw new DomainException(
          ErrorCode.FOREIGN_HOST,
          "Previews are for browsers on the server's machine. To open them from others, set"
              + " factory-factory.preview.address to a name that leads to it.");
    }
    var path = wish == null || wish.path() == null ? "/" : checked(wish.path());
    var origin = address.origin(workspace, request);
    var ticket = access.issue(new Ticket(workspace, path));
    return new Entrance(origin, origin + PreviewFilter.ENTRANCE + "?ticket=" + ticket);
  }

  private static String checked(String path) {
    if (!path.startsWith("/")
        || path.length() > LONGEST_PATH
        || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT,
          "The path of a preview begins with a slash and is escaped as in an address.");
    }
    return path;
  }

  /** Where in the preview to begin. */
  record Wish(@Nullable String path) {}

  /**
   * The way in.
   *
   * @param origin where the preview is
   * @param url lets one browser in, once, within two minutes
   */
  record Entrance(String origin, String url) {}
}
