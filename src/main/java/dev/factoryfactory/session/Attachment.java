package dev.factoryfactory.session;

import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message.
 *
 * @param attachmentId unique within the session
 * @param size in bytes
 * @param path where it is in the worktree, {@code null} when it was sent along
 */
public record Attachment(
    String attachmentId, String name, String mimeType, long size, @Nullable String path) {

  boolean isImage() {
    return mimeType.startsWith("image/");
  }
}
