package dev.factoryfactory.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of a new workspace is asked first.
 *
 * @param agent the agent's name
 * @param permissions what it may do without asking; {@code null} for the person's preference
 * @param files what goes with the text
 */
public record FirstPrompt(
    String agent, String text, @Nullable String permissions, List<File> files) {

  public FirstPrompt {
    files = List.copyOf(files);
  }

  /**
   * A file that is sent along.
   *
   * @param data its content in Base64
   */
  public record File(@Nullable String name, @Nullable String mimeType, @Nullable String data) {}
}
