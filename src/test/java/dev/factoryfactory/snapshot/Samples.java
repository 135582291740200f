package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionFacet.Summary;
import dev.factoryfactory.session.SessionProblem;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.session.Waiting;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceFacet;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facets to test with. */
final class Samples {

  static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private Samples() {}

  static WorkspaceId workspace(int number) {
    return new WorkspaceId(new UUID(2, number));
  }

  static SessionId session(int number) {
    return new SessionId(new UUID(3, number));
  }

  static WorkspaceFacet ready(int number, long revision) {
    return facet(number, revision, "w" + number, WorkspaceStatus.READY, SetupState.NONE);
  }

  static WorkspaceFacet named(int number, long revision, String name) {
    return facet(number, revision, name, WorkspaceStatus.READY, SetupState.NONE);
  }

  static WorkspaceFacet in(int number, long revision, WorkspaceStatus status) {
    return facet(number, revision, "w" + number, status, SetupState.NONE);
  }

  /** A ready workspace of a real project, as its owner announces it. */
  static WorkspaceFacet announced(
      ProjectId project, WorkspaceId workspace, long revision, String name) {
    return new WorkspaceFacet(
        project,
        workspace,
        revision,
        name,
        WorkspaceStatus.READY,
        "ff/" + name,
        "main",
        null,
        null,
        SetupState.NONE,
        null,
        null,
        NOON,
        NOON,
        null);
  }

  static WorkspaceFacet facet(
      int number, long revision, String name, WorkspaceStatus status, SetupState setup) {
    return new WorkspaceFacet(
        PROJECT,
        workspace(number),
        revision,
        name,
        status,
        "ff/" + name,
        "main",
        "/home/worktrees/" + name,
        "claude",
        setup,
        null,
        null,
        NOON.minusSeconds(600),
        NOON,
        status == WorkspaceStatus.ARCHIVED ? NOON : null);
  }

  /** What is known of a workspace without pull request, ratchet, terminal and run script. */
  static WorkspaceFacts facts(
      WorkspaceFacet workspace, @Nullable GitFacet git, @Nullable SessionFacet session) {
    return new WorkspaceFacts(workspace, git, null, session, null, null, null);
  }

  /** An open pull request whose checks stand so. */
  static PullRequest pullRequest(PullRequest.Ci ci) {
    return new PullRequest(
        "https://github.com/acme/shop/pull/7",
        7,
        new PullRequest.Facts(
            "Fix login",
            PullRequest.State.OPEN,
            "0123456789abcdef",
            ci,
            PullRequest.Review.NONE,
            false,
            NOON));
  }

  static GitFacet git(int number, long revision, int files) {
    return git(number, revision, files, 0, false, NOON);
  }

  static GitFacet git(
      int number, long revision, int files, int conflicts, boolean merged, Instant computedAt) {
    return new GitFacet(
        PROJECT,
        workspace(number),
        revision,
        "ff/w" + number,
        "0123456789abcdef",
        files > 0 ? 1 : 0,
        0,
        files,
        files * 10,
        files,
        0,
        conflicts,
        false,
        0,
        0,
        merged,
        computedAt,
        null);
  }

  static SessionFacet sessions(int number, long revision, Summary... sessions) {
    return new SessionFacet(
        PROJECT, workspace(number), revision, List.of(sessions), sessions.length > 0);
  }

  static Summary summary(int number, SessionStatus status, PendingRequest... requests) {
    return new Summary(
        session(number),
        "claude",
        "Claude Code",
        null,
        status,
        null,
        null,
        status == SessionStatus.FAILED
            ? new SessionProblem(ErrorCode.AGENT_FAILED, "The agent ended with code 1.", null)
            : null,
        List.of(requests),
        0,
        NOON);
  }

  /** A session that works and has said nothing for too long. */
  static Summary silent(int number) {
    return new Summary(
        session(number),
        "claude",
        "Claude Code",
        null,
        SessionStatus.WORKING,
        null,
        null,
        null,
        List.of(),
        0,
        NOON,
        NOON.minusSeconds(700),
        null,
        null);
  }

  /** A session that waits. */
  static Summary waits(int number, SessionStatus status, Waiting.Reason reason) {
    return new Summary(
        session(number),
        "claude",
        "Claude Code",
        null,
        status,
        null,
        null,
        null,
        List.of(),
        1,
        NOON,
        null,
        new Waiting(reason, "Waits.", null),
        null);
  }

  static PendingRequest request(String id, PendingRequest.Kind kind, Instant createdAt) {
    return new PendingRequest(
        id,
        kind,
        "Run the tests",
        "execute",
        "./mvnw test",
        List.of(),
        null,
        List.of(new PendingRequest.Option("yes", "Allow once", "allow_once")),
        null,
        createdAt);
  }
}
