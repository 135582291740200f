package dev.factoryfactory.session.acp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines that we send. */
public final class AcpCalls {

  private static final int METHOD_NOT_FOUND = -32601;

  private AcpCalls() {}

  /** Offers neither files nor terminals: agents work in the worktree themselves. */
  public static String initialize(long id) {
    var params = AcpJson.object().put("protocolVersion", 1);
    var capabilities = params.putObject("clientCapabilities");
    capabilities.putObject("fs").put("readTextFile", false).put("writeTextFile", false);
    capabilities.put("terminal", false);
    capabilities.putObject("elicitation").putObject("form");
    params
        .putObject("clientInfo")
        .put("name", "factory-factory")
        .put("title", "Factory Factory")
        .put("version", "0.1.0");
    return request(id, "initialize", params);
  }

  public static String newSession(long id, String directory) {
    var params = AcpJson.object().put("cwd", directory);
    params.putArray("mcpServers");
    return request(id, "session/new", params);
  }

  public static String loadSession(long id, String sessionId, String directory) {
    return request(id, "session/load", conversation(sessionId, directory));
  }

  private static ObjectNode conversation(String sessionId, String directory) {
    var params = AcpJson.object().put("sessionId", sessionId).put("cwd", directory);
    params.putArray("mcpServers");
    return params;
  }

  public static String resumeSession(long id, String sessionId, String directory) {
    return request(id, "session/resume", conversation(sessionId, directory));
  }

  public static String forkSession(long id, String sessionId, String directory) {
    return request(id, "session/fork", conversation(sessionId, directory));
  }

  public static String listSessions(long id, String directory) {
    return request(id, "session/list", AcpJson.object().put("cwd", directory));
  }

  /**
   * Prompts the agent.
   *
   * @param blocks the protocol's content blocks
   */
  public static String prompt(long id, String sessionId, ArrayNode blocks) {
    var params = AcpJson.object().put("sessionId", sessionId);
    params.set("prompt", blocks);
    return request(id, "session/prompt", params);
  }

  public static String cancel(String sessionId) {
    var line = AcpJson.object().put("jsonrpc", "2.0").put("method", "session/cancel");
    line.putObject("params").put("sessionId", sessionId);
    return line.toString();
  }

  public static String setMode(long id, String sessionId, String mode) {
    var params = AcpJson.object().put("sessionId", sessionId).put("modeId", mode);
    return request(id, "session/set_mode", params);
  }

  public static String setModel(long id, String sessionId, String model) {
    var params = AcpJson.object().put("sessionId", sessionId).put("modelId", model);
    return request(id, "session/set_model", params);
  }

  public static String setOption(long id, String sessionId, String option, String value) {
    var params =
        AcpJson.object().put("sessionId", sessionId).put("configId", option).put("value", value);
    return request(id, "session/set_config_option", params);
  }

  /**
   * Answers a permission request.
   *
   * @param optionId the chosen answer, or {@code null} for cancelled
   */
  public static String permission(String rawId, @Nullable String optionId) {
    var line = answer(rawId);
    var outcome = line.putObject("result").putObject("outcome");
    if (optionId == null) {
      outcome.put("outcome", "cancelled");
    } else {
      outcome.put("outcome", "selected").put("optionId", optionId);
    }
    return line.toString();
  }

  /**
   * Answers a form.
   *
   * @param content what was filled in, or {@code null} when the person declined
   */
  public static String filledIn(String rawId, @Nullable ObjectNode content) {
    var line = answer(rawId);
    var result = line.putObject("result").put("action", content == null ? "decline" : "accept");
    if (content != null) {
      result.set("content", content);
    }
    return line.toString();
  }

  /** Says that nobody filled in the form. */
  public static String formCancelled(String rawId) {
    var line = answer(rawId);
    line.putObject("result").put("action", "cancel");
    return line.toString();
  }

  public static String methodNotFound(JsonNode id, String method) {
    var line = answer(id.toString());
    line.putObject("error")
        .put("code", METHOD_NOT_FOUND)
        .put("message", "This client does not offer " + AgentText.bounded(method, 100));
    return line.toString();
  }

  private static ObjectNode answer(String rawId) {
    var line = AcpJson.object().put("jsonrpc", "2.0");
    line.set("id", AcpJson.MAPPER.readTree(rawId));
    return line;
  }

  private static String request(long id, String method, ObjectNode params) {
    var line = AcpJson.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    line.set("params", params);
    return line.toString();
  }
}
