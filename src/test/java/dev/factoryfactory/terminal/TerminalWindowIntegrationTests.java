package dev.factoryfactory.terminal;

import static dev.factoryfactory.Eventually.eventually;
import static dev.factoryfactory.terminal.TerminalTestSupport.Windows.awaitShown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.TerminalClient;
import dev.factoryfactory.terminal.TerminalTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.terminal.TerminalTestSupport.Windows;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What windows on terminals see and send, well-behaved and not. */
@TerminalModuleTest
class TerminalWindowIntegrationTests {

  private final TerminalFacade terminals;
  private final DirectoryWorkspaces workspaces;
  private final Windows windows;
  private final ServerClient client;

  TerminalWindowIntegrationTests(
      TerminalFacade terminals,
      DirectoryWorkspaces workspaces,
      Windows windows,
      ServerClient client) {
    this.terminals = terminals;
    this.workspaces = workspaces;
    this.windows = windows;
    this.client = client;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(terminals);
  }

  @Test
  void severalWindowsSeeTheSame() {
    var id = windows.open(workspaces.ready());
    try (var first = windows.of(id, "");
        var second = windows.of(id, "")) {
      first.type("echo from-$((40+1))\r");
      second.type("echo from-$((40+2))\r");
      awaitShown(first, "from-42");
      awaitShown(second, "from-42");
      eventually().until(() -> first.shown().equals(second.shown()));
      first.tell("{\"type\":\"resize\",\"columns\":101,\"rows\":33}");

      eventually().until(() -> !second.told("size").isEmpty());
      second.type("stty size\r");
      awaitShown(second, "33 101");
    }
  }

  @Test
  void whoReturnsGetsJustWhatWasMissed() {
    var id = windows.open(workspaces.ready());
    long held;
    String before;
    try (var window = windows.of(id, "")) {
      window.type("echo one-$((1+1))\r");
      awaitShown(window, "one-2");
      before = window.shown();
      held = window.told("attached").getFirst().path("offset").asLong() + window.size();
      window.type("sleep 0.3; echo two-$((1+1))\r");
      awaitShown(window, "echo two-$((1+1))");
    }
    try (var all = windows.of(id, "?after=0");
        var rest = windows.of(id, "?after=" + held)) {
      awaitShown(rest, "two-2");
      awaitShown(all, "two-2");
      eventually().until(() -> all.shown().equals(before + rest.shown()));
      assertThat(rest.told("attached").getFirst().path("offset").asLong()).isEqualTo(held);
    }
  }

  @Test
  void aFreshWindowShowsTheScreenThatAProgramPainted() {
    var id = windows.open(workspaces.ready());
    try (var window = windows.of(id, "")) {
      window.type(
          "printf '\\033[?1049h\\033[?25l\\033[?2004hpainted'; trap 'printf again' WINCH; while :; do sleep 0.1; done\r");
      awaitShown(window, "\u001b[?2004hpainted");
      try (var late = windows.of(id, "")) {
        var attached = eventually().until(() -> late.told("attached"), told -> !told.isEmpty());
        assertThat(attached.getFirst().path("modes").asString())
            .isEqualTo("\u001b[?1049h\u001b[?2004h\u001b[?25l");
        awaitShown(late, "again");
      }
    }
  }

  @Test
  void aFloodArrivesWholeAtEveryWindow() {
    var id = windows.open(workspaces.ready());
    try (var first = windows.of(id, "");
        var second = windows.of(id, "")) {
      first.type("stty -onlcr; head -c 20000000 /dev/zero | tr '\\0' z; echo; echo end-$((1+1))\r");

      awaitShown(first, "end-2");
      awaitShown(second, "end-2");
      assertThat(first.shown().chars().filter(c -> c == 'z').count())
          .isGreaterThanOrEqualTo(20_000_000);
      assertThat(second.size()).isEqualTo(first.size());
    }
  }

  @Test
  void aWindowThatShowsNothingIsDetachedAndTheOthersGoOn() {
    var id = windows.open(workspaces.ready());
    try (var stuck = TerminalClient.open(client.port(), client.token(), id, false);
        var other = windows.of(id, "")) {
      eventually().until(() -> !stuck.told("attached").isEmpty());
      other.type("stty -onlcr; head -c 8000000 /dev/zero | tr '\\0' z; echo; echo end-$((1+1))\r");

      awaitShown(other, "end-2");
      assertThat(stuck.closed().join()).isEqualTo(4008);
      assertThat(stuck.size()).isLessThan(TerminalWindow.CREDIT + 64 * 1024);
    }
  }

  @Test
  void withoutAWindowAFloodIsReadAndItsEndKept() {
    var workspace = workspaces.ready();
    var id = windows.open(workspace);
    try (var window = windows.of(id, "")) {
      window.type("head -c 5000000 /dev/zero | tr '\\0' z; touch done; echo; echo end-$((1+1))\r");
    }
    eventually().until(() -> Files.exists(workspaces.worktree(workspace).resolve("done")));

    try (var window = windows.of(id, "")) {
      awaitShown(window, "end-2");
      assertThat(window.size()).isLessThan(128 * 1024);
    }
  }

  @Test
  void aLongPasteArrivesWhole() throws NoSuchAlgorithmException {
    var workspace = workspaces.ready();
    var id = windows.open(workspace);
    try (var window = windows.of(id, "")) {
      window.type(
          "stty raw -echo; echo ready-$((1+1)); head -c 5000000 | md5sum > sum; stty sane; echo got-$((1+1))\r");
      awaitShown(window, "ready-2");
      var paste = new byte[5_000_000];
      Arrays.fill(paste, (byte) 'p');
      paste[0] = (byte) 0xFF;
      window.type(paste);

      awaitShown(window, "got-2");
      assertThat(workspaces.worktree(workspace).resolve("sum")).content().startsWith(md5(paste));
    }
  }

  @Test
  void aThousandResizesEndAtTheLast() {
    var id = windows.open(workspaces.ready());
    try (var window = windows.of(id, "")) {
      for (int i = 0; i < 1000; i++) {
        window.tell("{\"type\":\"resize\",\"columns\":%d,\"rows\":40}".formatted(20 + i % 300));
      }
      window.tell("{\"type\":\"resize\",\"columns\":77,\"rows\":22}");
      window.type("stty size\r");
      awaitShown(window, "22 77");
    }
  }

  @Test
  void nonsenseIsAnsweredAndChangesNothing() {
    var id = windows.open(workspaces.ready());
    try (var window = windows.of(id, "")) {
      window.tell("no json");
      window.tell("{\"type\":\"resize\",\"columns\":-1,\"rows\":99999}");
      window.tell("{\"type\":\"dance\"}");
      window.tell("{\"type\":\"ack\",\"bytes\":99999999999}");
      window.tell("x".repeat(100_000));

      eventually().until(() -> window.told("error").size() >= 4);
      window.type("echo fine-$((1+1))\r");
      awaitShown(window, "fine-2");
    }
  }

  @Test
  void aLineOfAHundredMegabytesIsShownAndHeldByNobody() {
    lineIsShownAndHeldByNobody(100_000_000);
  }

  @Test
  @Tag("soak")
  void aLineOfAGigabyteIsShownAndHeldByNobody() {
    lineIsShownAndHeldByNobody(1_000_000_000);
  }

  private void lineIsShownAndHeldByNobody(int length) {
    var id = windows.open(workspaces.ready());
    try (var window = windows.forgetful(id)) {
      window.type(
          "stty -onlcr; head -c %d /dev/zero | tr '\\0' z; echo; echo end-$((1+1))\r"
              .formatted(length));

      awaitShown(window, "end-2");
      assertThat(window.size()).isGreaterThan(length);
    }
    try (var late = windows.of(id, "?after=0")) {
      awaitShown(late, "end-2");
      assertThat(late.size()).as("what is kept of it").isLessThan(1_100_000);
    }
  }

  @Test
  void bytesThatAreNoTextArriveAsTheyAre() {
    var id = windows.open(workspaces.ready());
    try (var window = windows.of(id, "")) {
      window.type("printf 'a\\377\\376\\303b%d\\n' $((1+1))\r");

      awaitShown(window, "b2");
      assertThat(window.bytes()).contains('a', 0xFF, 0xFE, 0xC3, 'b', '2');
    }
  }

  private static String md5(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }
}
