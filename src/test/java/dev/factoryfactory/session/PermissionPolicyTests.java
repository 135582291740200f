package dev.factoryfactory.session;

import static dev.factoryfactory.session.PermissionPolicy.RELAXED;
import static dev.factoryfactory.session.PermissionPolicy.STRICT;
import static dev.factoryfactory.session.PermissionPolicy.YOLO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionPolicyTests {

  @TempDir private Path home;

  private Path worktree = Path.of("/");

  @BeforeEach
  void makeWorktree() throws IOException {
    worktree = Files.createDirectories(home.resolve("worktree"));
    Files.writeString(worktree.resolve("a.txt"), "a");
    Files.writeString(home.resolve("secret.txt"), "s");
    Files.createSymbolicLink(worktree.resolve("way-out"), home);
    Files.createSymbolicLink(worktree.resolve("dangling"), home.resolve("not-there-yet"));
  }

  @ParameterizedTest
  @CsvSource({
    "read, a.txt, true, true",
    "search, a.txt, true, true",
    "edit, a.txt, false, true",
    "edit, new/file.txt, false, true",
    "delete, a.txt, false, false",
    "move, a.txt, false, false",
    "execute, a.txt, false, false",
    "fetch, a.txt, false, false",
    "other, a.txt, false, false",
    "switch_mode, a.txt, false, false",
  })
  void whatIsAllowedWithoutAsking(String kind, String path, boolean strict, boolean relaxed) {
    var request = request(kind, null, path);
    assertThat(allows(STRICT, request)).isEqualTo(strict);
    assertThat(allows(RELAXED, request)).isEqualTo(relaxed);
    assertThat(allows(YOLO, request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "/etc/passwd",
        "way-out/secret.txt",
        "way-out/new.txt",
        "dangling",
        ".git",
        ".git/hooks/pre-commit",
        "nested/.GIT/config",
        "a\0b",
      })
  void pathsThatLeaveTheWorktreeAreAskedFor(String path) {
    assertThat(allows(RELAXED, request("edit", null, path))).isFalse();
    assertThat(allows(STRICT, request("read", null, path))).isFalse();
  }

  @Test
  void oneForeignPathAmongOthersIsEnoughToAsk() {
    assertThat(allows(RELAXED, request("edit", null, "a.txt", "/etc/passwd"))).isFalse();
    assertThat(allows(RELAXED, request("edit", null))).isFalse();
  }

  @Test
  void aCommandIsNoReadingWhateverItIsCalled() {
    assertThat(allows(STRICT, request("read", "cat a.txt; rm a.txt", "a.txt"))).isFalse();
    assertThat(allows(RELAXED, request("edit", "sed -i s/a/b/ a.txt", "a.txt"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAN_APPROVAL", "QUESTION"})
  void plansAndQuestionsAreAlwaysForAPerson(String kind) {
    var asked = request("edit", null, "a.txt");
    var put =
        new PendingRequest(
            asked.requestId(),
            PendingRequest.Kind.valueOf(kind),
            asked.title(),
            asked.toolKind(),
            null,
            asked.paths(),
            null,
            asked.options(),
            null,
            asked.createdAt());
    for (var policy : PermissionPolicy.values()) {
      assertThat(allows(policy, put)).isFalse();
    }
  }

  @Test
  void eachPolicyFindsTheModeInWhichItsAgentAsks() {
    assertThat(STRICT.agentMode(modes("default", "acceptEdits", "plan"))).hasValue("default");
    assertThat(STRICT.agentMode(modes("read-only", "agent", "agent-full-access")))
        .hasValue("read-only");
    assertThat(YOLO.agentMode(modes("read-only", "agent", "agent-full-access")))
        .hasValue("agent-full-access");
    assertThat(RELAXED.agentMode(modes("build", "plan"))).isEmpty();
  }

  private boolean allows(PermissionPolicy policy, PendingRequest request) {
    return policy.allows(request, new WorktreePaths(worktree));
  }

  private static List<Session.Choice> modes(String... ids) {
    return List.of(ids).stream().map(id -> new Session.Choice(id, id, null)).toList();
  }

  private static PendingRequest request(String kind, @Nullable String command, String... paths) {
    return new PendingRequest(
        "r",
        PendingRequest.Kind.PERMISSION,
        "Do it",
        kind,
        command,
        List.of(paths),
        null,
        List.of(new PendingRequest.Option("yes", "Allow", "allow_once")),
        null,
        Instant.EPOCH);
  }
}
