package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A repository's {@code factory-factory.json}. Unknown keys are left alone, so that other versions
 * of the file go on working.
 *
 * @param setup run once in a new worktree
 * @param run starts the dev server; {@code {port}} stands for its port
 * @param postRun started when the dev server runs
 * @param cleanup run before the dev server is stopped
 */
public record FactoryConfig(
    @Nullable String setup,
    @Nullable String run,
    @Nullable String postRun,
    @Nullable String cleanup) {

  static final String FILE = "factory-factory.json";
  private static final FactoryConfig NONE = new FactoryConfig(null, null, null, null);
  private static final int MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads the file of a worktree; without one there are no scripts.
   *
   * @throws DomainException INVALID_CONFIG when it is there and can't be understood
   */
  static FactoryConfig read(Path worktree) {
    var file = worktree.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return NONE;
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw invalid("it is larger than 1 MiB");
      }
      var root = JSON.readTree(Files.readAllBytes(file));
      var scripts = root.path("scripts");
      if (!root.isObject() || !(scripts.isObject() || scripts.isMissingNode())) {
        throw invalid("it must be an object with an object \"scripts\"");
      }
      return new FactoryConfig(
          script(scripts, "setup"),
          script(scripts, "run"),
          script(scripts, "postRun"),
          script(scripts, "cleanup"));
    } catch (JacksonException e) {
      throw invalid(e.getOriginalMessage());
    } catch (IOException e) {
      throw invalid("it can't be read");
    }
  }

  private static @Nullable String script(JsonNode scripts, String key) {
    var value = scripts.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw invalid("scripts.%s must be a string".formatted(key));
    }
    return value.stringValue().isBlank() ? null : value.stringValue();
  }

  private static DomainException invalid(String why) {
    return new DomainException(
        ErrorCode.INVALID_CONFIG, "%s is not understood: %s.".formatted(FILE, why));
  }
}
