package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/**
 * Lifecycle of a workspace. A transition exists only as a method on the state that permits it, so
 * an illegal one does not compile.
 */
sealed interface WorkspaceState {

  WorkspaceStatus status();

  /** A state in which the user may put the workspace away. */
  sealed interface Archivable extends WorkspaceState permits Ready, Failed {

    default Archiving archive(Purpose purpose) {
      return new Archiving(this, purpose, false, null);
    }
  }

  /** A state in which background work of a numbered run is under way. */
  sealed interface InMotion extends WorkspaceState permits Provisioning, Archiving {}

  /** What the background work is for. */
  enum Purpose {
    CREATE,
    SET_UP_AGAIN,
    RESTORE,
    ARCHIVE,
    DELETE
  }

  record New() implements WorkspaceState {

    Provisioning provision() {
      return new Provisioning(1, Purpose.CREATE);
    }

    @Override
    public WorkspaceStatus status() {
      return WorkspaceStatus.NEW;
    }
  }

  record Provisioning(int attempt, Purpose purpose) implements InMotion {

    Ready succeed() {
      return new Ready();
    }

    Failed fail() {
      return new Failed(attempt);
    }

    /** A restore that did not work leaves everything kept, and so can be asked for again. */
    Archived backToArchive(@Nullable String keptCommit) {
      return new Archived(keptCommit);
    }

    /** Takes over from a run that a crash ended. */
    Provisioning again() {
      return new Provisioning(attempt + 1, purpose);
    }

    @Override
    public WorkspaceStatus status() {
      return WorkspaceStatus.PROVISIONING;
    }
  }

  record Ready() implements Archivable {

    Provisioning setUpAgain() {
      return new Provisioning(1, Purpose.SET_UP_AGAIN);
    }

    @Override
    public WorkspaceStatus status() {
      return WorkspaceStatus.READY;
    }
  }

  record Failed(int attempt) implements Archivable {

    Provisioning retry() {
      return new Provisioning(attempt + 1, Purpose.CREATE);
    }

    @Override
    public WorkspaceStatus status() {
      return WorkspaceStatus.FAILED;
    }
  }

  /**
   * Remembers where it came from, so that a failure before anything was removed leads back there.
   *
   * @param kept whether the files are kept; from then on there is only the way forward
   * @param keptCommit what they were kept in; {@code null} when there was no worktree to keep
   */
  record Archiving(Archivable origin, Purpose purpose, boolean kept, @Nullable String keptCommit)
      implements InMotion {

    Archiving keep(@Nullable String commit) {
      return new Archiving(origin, purpose, true, commit);
    }

    Archived finish() {
      return new Archived(keptCommit);
    }

    Archivable rollBack() {
      return origin;
    }

    @Override
    public WorkspaceStatus status() {
      return WorkspaceStatus.ARCHIVING;
    }
  }

  /**
   * Put away.
   *
   * @param keptCommit what its files were kept in; {@code null} when it never had a worktree
   */
  record Archived(@Nullable String keptCommit) implements WorkspaceState {

    Provisioning restore() {
      return new Provisioning(1, keptCommit == null ? Purpose.CREATE : Purpose.RESTORE);
    }

    @Override
    public WorkspaceStatus status() {
      return WorkspaceStatus.ARCHIVED;
    }
  }
}
