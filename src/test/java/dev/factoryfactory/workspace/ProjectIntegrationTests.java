package dev.factoryfactory.workspace;

import static dev.factoryfactory.workspace.WorkspaceTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.database.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.ContextConfiguration;

/** Projects added by path and by address. */
@ApplicationModuleTest(
    mode = ApplicationModuleTest.BootstrapMode.STANDALONE,
    extraIncludes = {"platform", "kernel"})
@ContextConfiguration(initializers = TestServer.class)
@Import(WorkspaceTestSupport.class)
class ProjectIntegrationTests {

  private final ProjectFacade projects;
  private final WorkspaceProperties properties;
  private GitFixture fixture = new GitFixture();

  ProjectIntegrationTests(ProjectFacade projects, WorkspaceProperties properties) {
    this.projects = projects;
    this.properties = properties;
  }

  @BeforeEach
  void start() {
    fixture.close();
    fixture = new GitFixture();
    GitFixture.write(fixture.root, "README.md", "hello\n");
    fixture.commit(fixture.root, "Start");
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private Project await(Project project, ProjectState state) {
    return eventually().until(() -> projects.get(project.id()), found -> found.state() == state);
  }

  @Test
  void aRepositoryIsAddedOnceAndComesBackFromTheArchive() {
    var project = projects.add(fixture.root.toString());
    assertThat(project.defaultBranch()).isEqualTo("main");
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> projects.add(fixture.root + "/."))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.PROJECT_EXISTS);
              assertThat(refusal.facts()).containsEntry("projectId", project.id().toString());
            });
    projects.archive(project.id());
    assertThat(projects.activeIds()).doesNotContain(project.id());
    assertThat(projects.add(fixture.root.toString()).id()).isEqualTo(project.id());
  }

  @Test
  void foldersOfOneNameGetSlugsOfTheirOwn() {
    var first = projects.add(fixture.root.toString());
    try (var other = new GitFixture()) {
      var second = projects.add(other.root.toString());
      assertThat(second.slug()).isNotEqualTo(first.slug()).startsWith("repo");
    }
  }

  @Test
  void aRepositoryIsClonedByItsAddress() {
    var project = projects.addByUrl("file://" + fixture.root);
    assertThat(project.state()).isEqualTo(ProjectState.CLONING);
    var ready = await(project, ProjectState.READY);
    assertThat(Path.of(ready.path()).resolve("README.md")).hasContent("hello");
    assertThat(projects.branches(project.id())).extracting(Branch::name).contains("main");
  }

  @Test
  void aCloneThatFailsSaysWhatGitSaidAndLeavesNothing() throws IOException {
    var project = projects.addByUrl("file://" + fixture.home.resolve("nowhere"));
    var failed = await(project, ProjectState.FAILED);
    assertThat(failed.error()).isNotNull().returns(ErrorCode.CLONE_FAILED, WorkspaceProblem::code);
    assertThat(String.valueOf(failed.error())).contains("nowhere");
    assertNothingLeft(project);
    projects.archive(project.id());
    assertThat(projects.list(false)).extracting(Project::id).doesNotContain(project.id());
  }

  @Test
  void aCloneThatHangsCanBeCancelled() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var project =
          projects.addByUrl("git://127.0.0.1:%d/silent.git".formatted(silent.getLocalPort()));
      silent.accept();
      projects.archive(project.id());
      assertThat(projects.list(false)).extracting(Project::id).doesNotContain(project.id());
      eventually().untilAsserted(() -> assertNothingLeft(project));
    }
  }

  private void assertNothingLeft(Project project) throws IOException {
    assertThat(Path.of(project.path())).doesNotExist();
    try (var left =
        Files.newDirectoryStream(properties.repositories(), ".cloning-" + project.id())) {
      assertThat(left).isEmpty();
    }
  }
}
