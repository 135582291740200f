package dev.factoryfactory.session.acp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tokens of a turn, as the answer to a prompt tells them. The protocol has no settled place for
 * it: Claude Code, Codex and opencode answer a {@code usage}, Gemini CLI a {@code _meta.quota}.
 *
 * @param input tokens that went in, those from a cache left out
 * @param cached tokens that came from a cache
 */
public record AcpUsage(@Nullable Long input, @Nullable Long output, @Nullable Long cached) {

  /** Reads an answer; {@code null} when it tells nothing of tokens. */
  public static @Nullable AcpUsage read(JsonNode result) {
    var told = result.path("usage");
    var source = told.isObject() ? told : result.path("_meta").path("quota").path("token_count");
    var input = number(source, "inputTokens", "input_tokens");
    var output = number(source, "outputTokens", "output_tokens");
    var cached = number(source, "cachedReadTokens", "cacheReadInputTokens", "cached_read_tokens");
    return input == null && output == null ? null : new AcpUsage(input, output, cached);
  }

  private static @Nullable Long number(JsonNode object, String... names) {
    return Arrays.stream(names)
        .map(object::path)
        .filter(value -> value.isIntegralNumber() && value.canConvertToLong())
        .map(JsonNode::longValue)
        .filter(value -> value >= 0)
        .findFirst()
        .orElse(null);
  }
}
