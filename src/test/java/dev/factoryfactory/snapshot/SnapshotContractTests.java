package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.NOON;
import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequestFacet;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.ratchet.RatchetState;
import dev.factoryfactory.runscript.RunScriptFacet;
import dev.factoryfactory.runscript.RunScriptStatus;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.terminal.TerminalFacet;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that clients read, to the letter. */
class SnapshotContractTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> deltas = new ArrayList<>();
  private final ProjectSnapshot snapshot =
      new ProjectSnapshot(
          PROJECT,
          new EntryWriter(JSON),
          new Graveyard(),
          Clock.fixed(NOON, ZoneOffset.UTC),
          (_, json) -> deltas.add(JSON.readTree(json)));

  @Test
  void anEntryWithEverything() {
    snapshot.load(
        reader -> {
          reader.accept(Samples.ready(1, 4));
          reader.accept(Samples.git(1, 2, 3));
          reader.accept(
              new SessionFacet(PROJECT, Samples.workspace(1), 7, List.of(asking()), true));
          reader.accept(
              new PullRequestFacet(
                  PROJECT, Samples.workspace(1), 5, Samples.pullRequest(Ci.FAILURE)));
          reader.accept(
              new RatchetFacet(
                  PROJECT,
                  Samples.workspace(1),
                  6,
                  true,
                  RatchetState.FIXING_CI,
                  "An agent works on failed checks.",
                  2,
                  5));
          reader.accept(
              new TerminalFacet(
                  PROJECT,
                  Samples.workspace(1),
                  8,
                  List.of(new TerminalFacet.Summary("t1", "zsh", NOON))));
          reader.accept(
              new RunScriptFacet(
                  PROJECT,
                  Samples.workspace(1),
                  9,
                  RunScriptStatus.COMPLETED,
                  3001,
                  3001,
                  NOON,
                  NOON,
                  0,
                  null));
        });

    assertThat(entries())
        .isEqualTo(
            JSON.readTree(
                """
                [{
                  "workspaceId": "00000000-0000-0002-0000-000000000001",
                  "projectId": "00000000-0000-0001-0000-000000000001",
                  "version": 1,
                  "computedAt": "2026-11-24T12:00:00Z",
                  "source": "load",
                  "name": "w1",
                  "status": "READY",
                  "branch": "ff/w1",
                  "createdAt": "2026-11-24T11:50:00Z",
                  "kanbanColumn": "WAITING",
                  "statusReason": {"code": "NEEDS_PERMISSION", "label": "Needs permission", "tone": "attention", "needsUser": true},
                  "reasonRule": 3,
                  "isWorking": true,
                  "pendingRequest": {
                    "sessionId": "00000000-0000-0003-0000-000000000001", "requestId": "r1", "kind": "PERMISSION",
                    "title": "Run the tests", "command": "./mvnw test", "paths": [], "reason": null,
                    "options": [{"optionId": "yes", "name": "Allow once", "kind": "allow_once"}],
                    "createdAt": "2026-11-24T12:00:00Z", "count": 1
                  },
                  "lastActivityAt": "2026-11-24T12:00:00Z",
                  "ciObservation": "CHECKS_FAILED",
                  "sidebarState": {"activityState": "WORKING", "ciState": "FAILING"},
                  "workspace": {
                    "name": "w1", "status": "READY", "branch": "ff/w1", "baseBranch": "main",
                    "worktreePath": "/home/worktrees/w1", "agent": "claude",
                    "setupState": "NONE", "error": null, "archivedAt": null
                  },
                  "issue": null,
                  "git": {
                    "branch": "ff/w1", "head": "0123456789abcdef", "ahead": 1, "behind": 0, "files": 3,
                    "additions": 30, "deletions": 3, "uncommitted": 0, "conflicts": 0, "hasUpstream": false,
                    "aheadOfUpstream": 0, "behindUpstream": 0, "merged": false,
                    "computedAt": "2026-11-24T12:00:00Z", "problem": null
                  },
                  "pullRequest": {
                    "url": "https://github.com/acme/shop/pull/7", "number": 7, "title": "Fix login", "state": "OPEN",
                    "headSha": "0123456789abcdef", "ci": "FAILURE", "review": "NONE", "mergeConflict": false,
                    "observedAt": "2026-11-24T12:00:00Z", "problem": null
                  },
                  "session": {
                    "sessions": [{
                      "sessionId": "00000000-0000-0003-0000-000000000001", "agent": "claude",
                      "agentTitle": "Claude Code", "title": "Fix login", "status": "WORKING",
                      "activity": {"kind": "edit", "label": "Editing README.md"},
                      "plan": {"done": 1, "total": 3}, "error": null,
                      "pendingRequests": [{
                        "requestId": "r1", "kind": "PERMISSION", "title": "Run the tests", "toolKind": "execute",
                        "command": "./mvnw test", "paths": [], "reason": null,
                        "options": [{"optionId": "yes", "name": "Allow once", "kind": "allow_once"}], "form": null,
                        "createdAt": "2026-11-24T12:00:00Z"
                      }],
                      "queued": 2, "lastActivityAt": "2026-11-24T12:00:00Z",
                      "silentSince": null, "waiting": null, "resources": null
                    }],
                    "hasHadSessions": true
                  },
                  "ratchet": {"enabled": true, "state": "FIXING_CI", "reason": "An agent works on failed checks.", "attempt": 2, "attempts": 5},
                  "terminal": {"terminals": [{"terminalId": "t1", "name": "zsh", "createdAt": "2026-11-24T12:00:00Z"}]},
                  "runScript": {"status": "COMPLETED", "port": 3001, "detectedPort": 3001, "startedAt": "2026-11-24T12:00:00Z", "endedAt": "2026-11-24T12:00:00Z", "exitCode": 0, "problem": null},
                  "facets": {
                    "pullRequest": {"revision": 5, "source": "load", "at": "2026-11-24T12:00:00Z"},
                    "ratchet": {"revision": 6, "source": "load", "at": "2026-11-24T12:00:00Z"},
                    "terminal": {"revision": 8, "source": "load", "at": "2026-11-24T12:00:00Z"},
                    "runScript": {"revision": 9, "source": "load", "at": "2026-11-24T12:00:00Z"},
                    "workspace": {"revision": 4, "source": "load", "at": "2026-11-24T12:00:00Z"},
                    "git": {"revision": 2, "source": "load", "at": "2026-11-24T12:00:00Z"},
                    "session": {"revision": 7, "source": "load", "at": "2026-11-24T12:00:00Z"}
                  }
                }]
                """));
  }

  @Test
  void anEntryWithAlmostNothing() {
    snapshot.load(reader -> reader.accept(Samples.in(1, 1, WorkspaceStatus.NEW)));

    var entry = entries().path(0);
    assertThat(entry.path("git").isNull()).isTrue();
    assertThat(entry.path("session").isNull()).isTrue();
    assertThat(entry.path("pendingRequest").isNull()).isTrue();
    assertThat(entry.path("lastActivityAt").isNull()).isTrue();
    assertThat(entry.path("kanbanColumn").asString()).isEqualTo("WORKING");
  }

  @Test
  void anArchivingWorkspaceIsOffTheBoard() {
    snapshot.load(reader -> reader.accept(Samples.in(1, 1, WorkspaceStatus.ARCHIVING)));

    assertThat(entries().path(0).path("kanbanColumn").isNull()).isTrue();
    assertThat(entries().path(0).path("statusReason").path("tone").asString()).isEqualTo("working");
  }

  @Test
  void whatIsJoinedReadsLikeWhatIsWrittenAtOnce() {
    snapshot.load(
        reader -> {
          reader.accept(Samples.ready(1, 1));
          reader.accept(Samples.ready(2, 1));
        });
    var full = snapshot.full();
    var whole = new Snapshot(PROJECT, full.epoch(), 0, snapshot.entries());
    snapshot.accept(Samples.named(1, 2, "new"), "test");
    snapshot.remove(Samples.workspace(2), "test");
    snapshot.tell();
    var delta = new Delta(full.epoch(), 0, 1, snapshot.entries(), List.of(Samples.workspace(2)));

    assertThat(JSON.readTree(full.json())).isEqualTo(read(whole));
    assertThat(deltas).containsExactly(read(delta));
  }

  @Test
  void aNeedTellsWhatToDoAndSinceWhen() {
    snapshot.load(
        reader -> {
          reader.accept(Samples.ready(1, 1));
          reader.accept(Samples.sessions(1, 1, Samples.summary(1, SessionStatus.FAILED)));
        });

    var need = Need.of(snapshot.entries().getFirst(), "sample");

    assertThat(read(need))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "projectId": "00000000-0000-0001-0000-000000000001", "projectName": "sample",
                  "workspaceId": "00000000-0000-0002-0000-000000000001", "name": "w1", "branch": "ff/w1",
                  "statusReason": {"code": "SESSION_ERROR", "label": "Session error", "tone": "danger", "needsUser": true},
                  "pendingRequest": null,
                  "error": {"code": "AGENT_FAILED", "message": "The agent ended with code 1.", "fix": null},
                  "since": "2026-11-24T12:00:00Z"
                }
                """));
    assertThat(need.error()).extracting(Need.Failure::code).isEqualTo(ErrorCode.AGENT_FAILED);
  }

  private static JsonNode read(Object value) {
    return JSON.readTree(JSON.writeValueAsBytes(value));
  }

  private JsonNode entries() {
    return JSON.readTree(snapshot.full().json()).path("entries");
  }

  private static SessionFacet.Summary asking() {
    return new SessionFacet.Summary(
        Samples.session(1),
        "claude",
        "Claude Code",
        "Fix login",
        SessionStatus.WORKING,
        new SessionFacet.Activity("edit", "Editing README.md"),
        new SessionFacet.PlanProgress(1, 3),
        null,
        List.of(Samples.request("r1", PendingRequest.Kind.PERMISSION, NOON)),
        2,
        NOON);
  }
}
