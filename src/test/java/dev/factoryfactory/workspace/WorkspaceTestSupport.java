package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** What tests of the whole module share: a runtime in which nothing runs. */
@TestConfiguration(proxyBeanMethods = false)
class WorkspaceTestSupport {

  @Bean
  RecordingRuntime recordingRuntime() {
    return new RecordingRuntime();
  }

  @Bean
  RememberedAutoFix rememberedAutoFix() {
    return new RememberedAutoFix();
  }

  /** There are none. */
  @Bean
  IssueSource noIssues() {
    return (_, number) -> {
      throw new DomainException(ErrorCode.NOT_FOUND, "There is no issue #" + number);
    };
  }

  /** Keeps the wishes in memory. */
  static final class RememberedAutoFix implements WorkspaceAutoFix {

    private final Set<WorkspaceId> on = ConcurrentHashMap.newKeySet();

    @Override
    public void begin(ProjectId project, WorkspaceId workspace, @Nullable Boolean enabled) {
      switchTo(project, workspace, Boolean.TRUE.equals(enabled));
    }

    @Override
    public void switchTo(ProjectId project, WorkspaceId workspace, boolean enabled) {
      if (enabled) {
        on.add(workspace);
      } else {
        on.remove(workspace);
      }
    }

    @Override
    public boolean isOn(WorkspaceId workspace) {
      return on.contains(workspace);
    }

    @Override
    public Set<WorkspaceId> onIn(ProjectId project) {
      return Set.copyOf(on);
    }
  }

  static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .pollDelay(Duration.ZERO);
  }

  /** Takes every agent and remembers what it was asked for. */
  static final class RecordingRuntime implements WorkspaceRuntime {

    final List<String> prompts = new CopyOnWriteArrayList<>();
    final List<WorkspaceId> stopped = new CopyOnWriteArrayList<>();
    volatile boolean refusesToStop;
    volatile Consumer<WorkspaceId> whenReady = _ -> {};

    @EventListener
    void on(WorkspaceReady event) {
      whenReady.accept(event.workspaceId());
    }

    @Override
    public String requireAgent(@Nullable String agent) {
      return agent == null ? "fixed" : agent;
    }

    @Override
    public void check(FirstPrompt prompt) {}

    @Override
    public void schedulePrompt(ProjectId projectId, WorkspaceId workspaceId, FirstPrompt prompt) {
      if (prompt.text().equals("refuse")) {
        throw new IllegalStateException("The prompt could not be stored");
      }
      prompts.add(prompt.agent() + ": " + prompt.text());
    }

    @Override
    public void stopAll(WorkspaceId workspaceId) {
      if (refusesToStop) {
        throw new java.io.UncheckedIOException(new java.io.IOException("It does not end"));
      }
      stopped.add(workspaceId);
    }

    @Override
    public void removeAll(WorkspaceId workspaceId) {
      stopped.add(workspaceId);
    }
  }
}
