package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.AttachmentRepository.Content;
import dev.factoryfactory.session.acp.AcpJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes files in with a message and puts them into the prompt in a form that the agent takes. */
@Component
class Attachments {

  private static final int MAX_FILES = 20;
  private static final int MAX_IMAGE = 5 * 1024 * 1024;
  private static final int MAX_TEXT = 512 * 1024;
  private static final int MAX_NAME = 200;
  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private final AttachmentRepository files;
  private final SessionWorkspaces workspaces;

  Attachments(AttachmentRepository files, SessionWorkspaces workspaces) {
    this.files = files;
    this.workspaces = workspaces;
  }

  /**
   * Checks what shall go with a message, before anything is stored.
   *
   * @throws DomainException {@link ErrorCode#INVALID_INPUT} or {@link
   *     ErrorCode#PATH_OUTSIDE_WORKTREE}; says which file and why
   */
  List<Content> check(List<NewAttachment> wanted, @Nullable Path worktree) {
    if (wanted.size() > MAX_FILES) {
      throw invalid("At most %d files can go with a message.".formatted(MAX_FILES));
    }
    return wanted.stream()
        .map(file -> file.path() == null ? sent(file) : ofWorktree(file.path(), worktree))
        .toList();
  }

  void store(SessionId session, String messageId, List<Content> checked) {
    for (int i = 0; i < checked.size(); i++) {
      files.insert(session, messageId, i, checked.get(i));
    }
  }

  List<Attachment> of(SessionId session, String messageId) {
    return files.of(session, messageId);
  }

  void deleteOf(SessionId session, String messageId) {
    files.deleteOf(session, messageId);
  }

  /** The content of one that was sent along; a file of the worktree is read from there. */
  Optional<Content> find(SessionId session, String id) {
    return files.find(session, id).filter(content -> content.file().path() == null);
  }

  /**
   * The blocks of a prompt: its text, then each file as image, resource or link where the agent
   * takes such, else as text.
   */
  ArrayNode prompt(SessionStep step, String text, List<Attachment> attached) {
    var blocks = AcpJson.array();
    blocks.addObject().put("type", "text").put("text", text);
    attached.forEach(file -> block(step, file).ifPresent(blocks::add));
    return blocks;
  }

  private Optional<ObjectNode> block(SessionStep step, Attachment file) {
    var session = step.session();
    var path = file.path();
    if (path != null) {
      var found =
          workspaces
              .find(session.workspaceId())
              .map(SessionWorkspaces.WorkspacePlace::worktree)
              .flatMap(worktree -> new WorktreePaths(worktree).resolve(path));
      if (found.isEmpty()) {
        step.notice("warning", "FILE_GONE", "%s is not there any more.".formatted(path));
      }
      return found.map(
          target -> block("resource_link").put("uri", target.toUri().toString()).put("name", path));
    }
    var bytes = files.find(session.id(), file.attachmentId()).orElseThrow().bytes();
    if (file.isImage()) {
      return image(step, file, bytes);
    }
    var content = new String(bytes, StandardCharsets.UTF_8);
    if (!step.wire().takesResources) {
      var shown = "File %s:\n\n%s".formatted(file.name(), content);
      return Optional.of(block("text").put("text", shown));
    }
    var block = block("resource");
    block
        .putObject("resource")
        .put("uri", "attachment:///" + file.attachmentId())
        .put("mimeType", file.mimeType())
        .put("text", "File %s:\n\n%s".formatted(file.name(), content));
    return Optional.of(block);
  }

  private static Optional<ObjectNode> image(SessionStep step, Attachment file, byte[] bytes) {
    if (!step.wire().takesImages) {
      step.notice(
          "warning",
          "IMAGE_NOT_TAKEN",
          "%s takes no images: %s was not sent."
              .formatted(step.session().agentTitle(), file.name()));
      return Optional.empty();
    }
    return Optional.of(
        block("image")
            .put("mimeType", file.mimeType())
            .put("data", Base64.getEncoder().encodeToString(bytes)));
  }

  private static ObjectNode block(String type) {
    return AcpJson.object().put("type", type);
  }

  private static Content ofWorktree(String path, @Nullable Path worktree) {
    var file =
        Optional.ofNullable(worktree)
            .flatMap(root -> new WorktreePaths(root).resolve(path))
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.PATH_OUTSIDE_WORKTREE,
                        "'%s' is no file of the worktree.".formatted(path)));
    if (!Files.isRegularFile(file)) {
      throw invalid("There is no file '%s' in the worktree.".formatted(path));
    }
    return new Content(
        new Attachment(
            UUID.randomUUID().toString(), path, "text/plain", file.toFile().length(), path),
        new byte[0]);
  }

  private static Content sent(NewAttachment file) {
    var name = checkedName(file.name());
    var bytes = decoded(name, file.data());
    var told = file.mimeType() == null ? "text/plain" : file.mimeType().toLowerCase(Locale.ROOT);
    if (IMAGES.contains(told)) {
      requireSize(name, bytes, MAX_IMAGE);
      if (!looksLike(told, bytes)) {
        throw invalid("%s is no %s image.".formatted(name, told.substring("image/".length())));
      }
    } else {
      requireSize(name, bytes, MAX_TEXT);
      requireText(name, bytes);
    }
    var type = IMAGES.contains(told) || told.startsWith("text/") ? told : "text/plain";
    var id = UUID.randomUUID().toString();
    return new Content(new Attachment(id, name, type, bytes.length, null), bytes);
  }

  private static String checkedName(@Nullable String name) {
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      throw invalid("A file needs a name of at most %d characters.".formatted(MAX_NAME));
    }
    return name.replaceAll("\\p{Cntrl}", " ");
  }

  private static byte[] decoded(String name, @Nullable String data) {
    try {
      return Base64.getDecoder().decode(data == null ? "" : data);
    } catch (IllegalArgumentException e) {
      throw invalid("The content of %s is not Base64.".formatted(name));
    }
  }

  private static void requireSize(String name, byte[] bytes, int limit) {
    if (bytes.length == 0) {
      throw invalid("%s is empty.".formatted(name));
    }
    if (bytes.length > limit) {
      throw invalid("%s is larger than %d KB.".formatted(name, limit / 1024));
    }
  }

  /** An image by its first bytes, since agents pass on what they are given. */
  private static boolean looksLike(String type, byte[] bytes) {
    var start = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
    return switch (type) {
      case "image/png" -> start.startsWith("\u0089PNG\r\n");
      case "image/jpeg" -> start.startsWith("\u00ff\u00d8\u00ff");
      case "image/gif" -> start.startsWith("GIF8");
      case "image/webp" -> start.startsWith("RIFF") && start.endsWith("WEBP");
      default -> false;
    };
  }

  private static void requireText(String name, byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      if (text.chars().noneMatch(c -> c == 0)) {
        return;
      }
    } catch (CharacterCodingException e) {
      // Told below like any other binary file.
    }
    throw invalid("%s is neither text nor an image (PNG, JPEG, GIF, WebP).".formatted(name));
  }

  private static DomainException invalid(String why) {
    return new DomainException(ErrorCode.INVALID_INPUT, why);
  }
}
