package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.Session.Abilities;
import dev.factoryfactory.session.Session.Choice;
import dev.factoryfactory.session.WireState.Purpose;
import dev.factoryfactory.session.acp.AcpCalls;
import dev.factoryfactory.session.acp.AcpError;
import dev.factoryfactory.session.acp.AcpFeatures;
import dev.factoryfactory.session.acp.AcpFeatures.Picker;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.AgentText;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** From a started process to an agent that can be prompted, answer by answer. */
@Component
class Handshake {

  private final Turns turns;
  private final SessionWorkspaces workspaces;

  Handshake(Turns turns, SessionWorkspaces workspaces) {
    this.turns = turns;
    this.workspaces = workspaces;
  }

  void begin(SessionStep step) {
    step.request(Purpose.INITIALIZE, null, AcpCalls::initialize);
  }

  void initialized(SessionStep step, Answer answer) {
    var error = answer.error();
    if (error != null) {
      refuse(step, error);
      return;
    }
    var version = answer.result().path("protocolVersion");
    if (version.isInt() && version.intValue() != 1) {
      step.fail(
          new SessionProblem(
              ErrorCode.AGENT_FAILED,
              "%s speaks another version of the protocol.".formatted(step.session().agentTitle()),
              null));
      return;
    }
    learnAbilities(step, answer.result().path("agentCapabilities"));
    openConversation(step);
  }

  private static void learnAbilities(SessionStep step, JsonNode told) {
    var wire = step.wire();
    var sessions = told.path("sessionCapabilities");
    var prompts = told.path("promptCapabilities");
    wire.canLoad = told.path("loadSession").asBoolean(false);
    wire.canResume = sessions.path("resume").isObject();
    wire.canFork = sessions.path("fork").isObject();
    wire.canList = sessions.path("list").isObject();
    wire.takesImages = prompts.path("image").asBoolean(false);
    wire.takesResources = prompts.path("embeddedContext").asBoolean(false);
    var session = step.session();
    session.keep(
        session
            .features()
            .withAbilities(new Abilities(wire.takesImages, wire.canFork, wire.canList)));
  }

  private void openConversation(SessionStep step) {
    var wire = step.wire();
    var forked = wire.forkOf;
    var known = step.session().providerSessionId();
    var directory = directory(step);
    if (forked != null) {
      step.request(Purpose.FORK_SESSION, forked, id -> AcpCalls.forkSession(id, forked, directory));
    } else if (known == null) {
      startConversation(step);
    } else if (wire.canResume && !wire.adopting) {
      step.request(
          Purpose.RESUME_SESSION, known, id -> AcpCalls.resumeSession(id, known, directory));
    } else if (wire.canLoad) {
      load(step, known);
    } else {
      startAnew(step, "This agent can't load conversations");
    }
  }

  private void load(SessionStep step, String known) {
    step.wire().loading = true;
    var directory = directory(step);
    step.request(Purpose.LOAD_SESSION, known, id -> AcpCalls.loadSession(id, known, directory));
  }

  /** Resuming is loading without the replay; an agent that fails at it may still load. */
  void resumed(SessionStep step, Answer answer) {
    var known = step.session().providerSessionId();
    if (answer.error() != null
        && !answer.error().signedOut()
        && step.wire().canLoad
        && known != null) {
      load(step, known);
    } else {
      loaded(step, answer);
    }
  }

  private void startConversation(SessionStep step) {
    var directory = directory(step);
    step.request(Purpose.NEW_SESSION, null, id -> AcpCalls.newSession(id, directory));
  }

  private void startAnew(SessionStep step, String why) {
    step.session().talksAs(null);
    step.notice(
        "warning",
        "CONVERSATION_STARTED_ANEW",
        why + ": it starts a new one and does not remember what is above.");
    startConversation(step);
  }

  void opened(SessionStep step, Answer answer) {
    var error = answer.error();
    var agentsId = AgentText.raw(answer.result(), "sessionId");
    if (error != null) {
      refuse(step, error);
    } else if (agentsId == null) {
      refuse(step, new AcpError(0, "It gave its session no id."));
    } else {
      step.session().talksAs(agentsId);
      step.wire().forkOf = null;
      ready(step, answer);
    }
  }

  void loaded(SessionStep step, Answer answer) {
    step.wire().loading = false;
    step.wire().adopting = false;
    var error = answer.error();
    if (error == null) {
      ready(step, answer);
    } else if (error.signedOut()) {
      refuse(step, error);
    } else {
      startAnew(step, "The agent could not load the conversation");
    }
  }

  private void ready(SessionStep step, Answer answer) {
    var session = step.session();
    var wantedMode = session.mode();
    var wantedModel = session.model();
    learn(step, AcpFeatures.read(answer.result()));
    var modes = session.features().modes();
    var mode =
        wantedMode != null ? wantedMode : session.permissions().agentMode(modes).orElse(null);
    want(step, Purpose.SET_MODE, mode, session.mode(), modes);
    want(step, Purpose.SET_MODEL, wantedModel, session.model(), session.features().models());
    continueWhenSet(step);
  }

  /** Has the agent ask for what the session's policy decides on, unless a person chose a mode. */
  void followPolicy(SessionStep step) {
    var session = step.session();
    var modes = session.features().modes();
    var present = session.mode();
    if (present == null || PermissionPolicy.isAgentMode(present)) {
      want(
          step,
          Purpose.SET_MODE,
          session.permissions().agentMode(modes).orElse(null),
          present,
          modes);
    }
  }

  /** Takes over what the agent offers and has chosen. */
  void learn(SessionStep step, AcpFeatures offered) {
    var mode = offered.mode();
    if (mode != null) {
      step.wire().modeOption = mode.option();
      var session = step.session();
      session.keep(session.features().withModes(choices(mode)));
      chosen(step, EventType.MODE, mode.current());
    }
    var model = offered.model();
    if (model != null) {
      step.wire().modelOption = model.option();
      var session = step.session();
      session.keep(session.features().withModels(choices(model)));
      chosen(step, EventType.MODEL, model.current());
    }
  }

  /** Notes the mode or model that the agent uses now. */
  void chosen(SessionStep step, EventType what, @Nullable String id) {
    var session = step.session();
    boolean mode = what == EventType.MODE;
    if (id == null || id.equals(mode ? session.mode() : session.model())) {
      return;
    }
    session.choose(mode ? id : session.mode(), mode ? session.model() : id);
    step.event(what, AcpJson.object().put("id", id));
  }

  private void want(
      SessionStep step,
      Purpose what,
      @Nullable String wanted,
      @Nullable String current,
      List<Choice> offered) {
    if (wanted == null || wanted.equals(current)) {
      return;
    }
    if (offered.isEmpty() || offered.stream().anyMatch(choice -> choice.id().equals(wanted))) {
      set(step, what, wanted);
    } else {
      step.notice("warning", "NOT_OFFERED", "The agent does not offer %s.".formatted(wanted));
    }
  }

  /** Asks the agent to change its mode or model in the way it understands. */
  long set(SessionStep step, Purpose what, String value) {
    var wire = step.wire();
    var agentsId = String.valueOf(step.session().providerSessionId());
    var option = what == Purpose.SET_MODE ? wire.modeOption : wire.modelOption;
    return step.request(
        what,
        value,
        id -> {
          if (option != null) {
            return AcpCalls.setOption(id, agentsId, option, value);
          }
          return what == Purpose.SET_MODE
              ? AcpCalls.setMode(id, agentsId, value)
              : AcpCalls.setModel(id, agentsId, value);
        });
  }

  /** Asks for the agent's conversations in the worktree. */
  long list(SessionStep step) {
    var directory = directory(step);
    return step.request(Purpose.LIST_SESSIONS, null, id -> AcpCalls.listSessions(id, directory));
  }

  void settled(SessionStep step, Purpose what, @Nullable String value, Answer answer) {
    var error = answer.error();
    if (error != null) {
      step.notice(
          "warning", "NOT_CHANGED", "The agent refused %s: %s".formatted(value, error.message()));
    } else {
      learn(step, AcpFeatures.read(answer.result()));
      chosen(step, what == Purpose.SET_MODE ? EventType.MODE : EventType.MODEL, value);
    }
    continueWhenSet(step);
  }

  private void continueWhenSet(SessionStep step) {
    if (step.session().status() == SessionStatus.STARTING && step.wire().awaited.isEmpty()) {
      turns.becomeIdle(step);
    }
  }

  private void refuse(SessionStep step, AcpError error) {
    var session = step.session();
    var limit = UsageLimits.in(error, step.now(), ZoneId.systemDefault());
    if (limit.isPresent()) {
      step.fail(turns.pause(step, limit.get()));
      return;
    }
    step.fail(
        error.signedOut()
            ? turns.signedOutProblem(session, error)
            : new SessionProblem(
                ErrorCode.AGENT_FAILED,
                "%s could not start: %s".formatted(session.agentTitle(), error.message()),
                null));
  }

  private String directory(SessionStep step) {
    return workspaces
        .find(step.session().workspaceId())
        .map(SessionWorkspaces.WorkspacePlace::worktree)
        .map(path -> path.toAbsolutePath().toString())
        .orElseThrow(() -> new IllegalStateException("The workspace has no worktree"));
  }

  private static List<Choice> choices(Picker picker) {
    return picker.choices().stream()
        .map(choice -> new Choice(choice.id(), choice.name(), choice.description()))
        .toList();
  }
}
