package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.AgentSource.AgentDefinition;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionTestSupport.RecordedFacts;
import dev.factoryfactory.session.SessionWorkspaces.WorkspacePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The real Claude Code and Codex over their adapters, with a scripted model behind them: what the
 * protocol's text does not say shows here. Skipped where {@code .ci/real-agents} did not install
 * them.
 */
@SessionModuleTest
@Import(RealAgentsIT.RealAgents.class)
class RealAgentsIT extends SessionDriving {

  private static final Path AGENTS = Path.of("target", "agents", "node_modules").toAbsolutePath();

  RealAgentsIT(SessionFacade sessions, DirectoryWorkspaces workspaces, RecordedFacts facts) {
    super(sessions, workspaces, facts);
  }

  @BeforeEach
  void requireAgents() {
    assumeTrue(
        Files.isExecutable(AGENTS.resolve(".bin/node"))
            && Files.isDirectory(AGENTS.resolve("@agentclientprotocol/codex-acp")),
        "The real agents are not installed; .ci/real-agents does that");
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-claude", "real-codex"})
  void writesAFileOnceAPersonAllowsIt(String agent) {
    var place = workspaces.ready();
    var id = session(place, agent, PermissionPolicy.STRICT);
    sessions.message(id, null, "DO:write hello.txt from the agent");
    var request = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(request.kind()).isEqualTo(PendingRequest.Kind.PERMISSION);
    assertThat(directory(place).resolve("hello.txt")).doesNotExist();

    sessions.answer(id, request.requestId(), optionOf(request, "allow_once"));
    awaitTurns(id, 1);
    assertThat(directory(place).resolve("hello.txt")).hasContent("from the agent");
    assertThat(text(id, "agent_message")).contains("The file is written.");
    assertThat(types(id)).contains("tool_call", "message_seen", "turn_ended");
    assertGapFree(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-claude", "real-codex"})
  void doesNotWriteWhatIsRefused(String agent) {
    var place = workspaces.ready();
    var id = session(place, agent, PermissionPolicy.STRICT);
    sessions.message(id, null, "DO:write refused.txt no");
    var request = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    sessions.answer(id, request.requestId(), optionOf(request, "reject_once"));
    awaitTurns(id, 1);
    assertThat(directory(place).resolve("refused.txt")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-claude", "real-codex"})
  void asksNobodyUnderThePolicyThatAllowsAll(String agent) {
    var place = workspaces.ready();
    var id = session(place, agent, PermissionPolicy.YOLO);
    sessions.message(id, null, "DO:write free.txt at once");
    awaitTurns(id, 1);
    assertThat(directory(place).resolve("free.txt")).hasContent("at once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-claude", "real-codex"})
  void isCancelledWhileItsModelHangsAndGoesOn(String agent) {
    var id = session(workspaces.ready(), agent, PermissionPolicy.STRICT);
    sessions.message(id, null, "DO:hang");
    eventually().until(() -> sessions.get(id).status(), SessionStatus.WORKING::equals);
    sessions.cancel(id);
    awaitTurns(id, 1);
    assertThat(sessions.get(id).stopReason()).isEqualTo("cancelled");
    sessions.message(id, null, "DO:say Still here.");
    awaitTurns(id, 2);
    assertThat(text(id, "agent_message")).endsWith("Still here.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-claude", "real-codex"})
  void remembersItsConversationAfterAStop(String agent) {
    var id = session(workspaces.ready(), agent, PermissionPolicy.STRICT);
    sessions.message(id, null, "DO:say Before.");
    awaitTurns(id, 1);
    sessions.stop(id);
    awaitStatus(id, SessionStatus.STOPPED);

    sessions.message(id, null, "DO:say After.");
    awaitTurns(id, 2);
    assertThat(text(id, "agent_message")).isEqualTo("Before.After.");
    assertThat(
            events(id).stream()
                .filter(event -> event.data().toString().contains("CONVERSATION_STARTED_ANEW")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-claude", "real-codex"})
  void survivesAModelThatFails(String agent) {
    var id = session(workspaces.ready(), agent, PermissionPolicy.STRICT);
    sessions.message(id, null, "DO:status 500");
    awaitTurns(id, 1);
    sessions.message(id, null, "DO:say Recovered.");
    awaitTurns(id, 2);
    assertThat(text(id, "agent_message")).endsWith("Recovered.");
  }

  private SessionId session(WorkspacePlace place, String agent, PermissionPolicy policy) {
    var wanted = new NewSession(agent, null, null, policy, null);
    var id = sessions.create(place.projectId(), place.workspaceId(), wanted).id();
    awaitStatus(id, SessionStatus.IDLE);
    return id;
  }

  private static String optionOf(PendingRequest request, String kind) {
    return request.options().stream()
        .filter(option -> option.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .optionId();
  }

  /** Both agents with homes of their own: nothing of the person's is read or changed. */
  @TestConfiguration(proxyBeanMethods = false)
  static class RealAgents {

    @Bean(destroyMethod = "close")
    ScriptedModel scriptedModel() throws IOException {
      return new ScriptedModel();
    }

    @Bean
    AgentSource realAgents(ScriptedModel model) throws IOException {
      var home = SessionTestSupport.temporaryDirectory("agent-home");
      var codex = Files.createDirectories(home.resolve(".codex"));
      Files.writeString(
          codex.resolve("config.toml"),
          """
          model = "gpt-5.5"
          model_provider = "scripted"
          approval_policy = "on-request"
          check_for_update_on_startup = false
          [model_providers.scripted]
          name = "Scripted"
          base_url = "%s/v1"
          wire_api = "responses"
          env_key = "SCRIPTED_KEY"
          request_max_retries = 1
          stream_max_retries = 1
          requires_openai_auth = false
          [analytics]
          enabled = false
          """
              .formatted(model.address()));
      var common = Map.of("HOME", home.toString(), "NO_BROWSER", "1", "TERM", "dumb");
      var claude =
          Map.of(
              // Else it wants to skip all permissions, which it then refuses to root.
              "IS_SANDBOX", "",
              "ANTHROPIC_BASE_URL", model.address(),
              "ANTHROPIC_API_KEY", "no-secret",
              "CLAUDE_CODE_MAX_RETRIES", "1",
              "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
              "DISABLE_AUTOUPDATER", "1");
      return () ->
          List.of(
              agent("real-claude", "claude-agent-acp", common, claude),
              agent(
                  "real-codex",
                  "codex-acp",
                  common,
                  Map.of("CODEX_HOME", codex.toString(), "SCRIPTED_KEY", "no-secret")));
    }

    private static AgentDefinition agent(
        String name, String adapter, Map<String, String> common, Map<String, String> own) {
      var environment = new HashMap<>(common);
      environment.putAll(own);
      return new AgentDefinition(
          name,
          name,
          List.of(
              AGENTS.resolve(".bin/node").toString(),
              AGENTS.resolve("@agentclientprotocol/" + adapter + "/dist/index.js").toString()),
          environment,
          null,
          null);
    }
  }
}
