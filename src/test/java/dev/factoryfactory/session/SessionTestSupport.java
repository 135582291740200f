package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;

/** What session tests share: workspaces that are mere directories, and the scripted agent. */
@TestConfiguration(proxyBeanMethods = false)
class SessionTestSupport {

  @Bean
  @Primary
  DirectoryWorkspaces directoryWorkspaces() {
    return new DirectoryWorkspaces();
  }

  @Bean
  RecordedFacts recordedFacts() {
    return new RecordedFacts();
  }

  @Bean
  AgentSource scriptedAgents() {
    var conversations = temporaryDirectory("conversations");
    return () ->
        List.of(
            scripted("scripted", conversations),
            // The same once more, for tests in which settings are by agent.
            scripted("scripted-a", conversations),
            scripted("scripted-b", conversations),
            scripted("scripted-c", conversations),
            new AgentSource.AgentDefinition(
                "missing", "Missing", List.of("no-such-agent"), Map.of(), "install it", null));
  }

  private static AgentSource.AgentDefinition scripted(String name, Path conversations) {
    return new AgentSource.AgentDefinition(
        name,
        "Scripted",
        scriptedCommand(),
        Map.of("SCRIPTED_AGENT_HOME", conversations.toString()),
        null,
        "scripted login");
  }

  static List<String> scriptedCommand() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        Path.of("target", "classes").toAbsolutePath().toString(),
        "dev.factoryfactory.demo.agent.ScriptedAgent");
  }

  static Path temporaryDirectory(String name) {
    try {
      var directory = Files.createTempDirectory(name);
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO);
  }

  /** Workspaces that exist because a test says so. */
  static final class DirectoryWorkspaces implements SessionWorkspaces {

    private final Map<WorkspaceId, WorkspacePlace> places = new ConcurrentHashMap<>();

    WorkspacePlace ready() {
      return add(true);
    }

    WorkspacePlace add(boolean ready) {
      var place =
          new WorkspacePlace(
              ProjectId.random(),
              WorkspaceId.random(),
              ready,
              true,
              ready ? temporaryDirectory("worktree") : null,
              "scripted");
      places.put(place.workspaceId(), place);
      return place;
    }

    void becomeReady(WorkspaceId id) {
      places.computeIfPresent(
          id,
          (_, place) ->
              new WorkspacePlace(
                  place.projectId(),
                  place.workspaceId(),
                  true,
                  true,
                  temporaryDirectory("worktree"),
                  "scripted"));
    }

    /** Ends what the test left running. */
    void stopAll(SessionFacade sessions) {
      places.keySet().forEach(sessions::stopAll);
      places.clear();
    }

    @Override
    public Optional<WorkspacePlace> find(WorkspaceId workspaceId) {
      return Optional.ofNullable(places.get(workspaceId));
    }

    @Override
    public Optional<String> defaultAgent() {
      return Optional.empty();
    }

    @Override
    public PermissionPolicy defaultPermissions() {
      return PermissionPolicy.STRICT;
    }
  }

  /** What the module published. */
  static final class RecordedFacts {

    private final List<TurnEnded> turns = new CopyOnWriteArrayList<>();
    private final List<SessionFacet> facets = new CopyOnWriteArrayList<>();
    private final List<SessionEvents> pushed = new CopyOnWriteArrayList<>();

    @EventListener
    void on(TurnEnded turn) {
      turns.add(turn);
    }

    @EventListener
    void on(SessionFacetChanged changed) {
      facets.add(changed.facet());
    }

    @EventListener
    void on(SessionEvents events) {
      pushed.add(events);
    }

    List<TurnEnded> turns(SessionId id) {
      return turns.stream().filter(turn -> turn.sessionId().equals(id)).toList();
    }

    List<SessionFacet> facets(WorkspaceId id) {
      return facets.stream().filter(facet -> facet.workspaceId().equals(id)).toList();
    }

    List<SessionEvents> pushed(SessionId id) {
      return pushed.stream().filter(events -> events.sessionId().equals(id)).toList();
    }
  }
}
