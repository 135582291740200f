package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person, in one list over all projects.
 *
 * @param since how long it has waited, as far as the facets tell
 */
record Need(
    ProjectId projectId,
    String projectName,
    WorkspaceId workspaceId,
    String name,
    @Nullable String branch,
    StatusReason statusReason,
    @Nullable OpenRequest pendingRequest,
    @Nullable Failure error,
    Instant since) {

  /** The most urgent kind first; of one kind, who has waited longest. */
  static final Comparator<Need> MOST_URGENT_FIRST =
      Comparator.comparing((Need need) -> need.statusReason().code())
          .thenComparing(Need::since)
          .thenComparing(need -> need.workspaceId().toString());

  /** What went wrong and, if a command mends it, which. */
  record Failure(ErrorCode code, String message, @Nullable String fix) {}

  static Need of(Entry entry, String projectName) {
    return new Need(
        entry.projectId(),
        projectName,
        entry.workspaceId(),
        entry.name(),
        entry.branch(),
        entry.statusReason(),
        entry.pendingRequest(),
        failure(entry).orElse(null),
        since(entry));
  }

  private static Optional<Failure> failure(Entry entry) {
    return entry.statusReason().code() == ReasonCode.SESSION_ERROR
        ? sessionFailure(entry)
        : Optional.ofNullable(entry.workspace().error())
            .map(error -> new Failure(error.code(), error.message(), null));
  }

  /** The latest one: what happened before it was seen already. */
  private static Optional<Failure> sessionFailure(Entry entry) {
    return Optional.ofNullable(entry.session()).stream()
        .flatMap(part -> part.sessions().stream())
        .sorted(Comparator.comparing(EntryParts.OfSession::lastActivityAt).reversed())
        .map(EntryParts.OfSession::error)
        .filter(Objects::nonNull)
        .findFirst()
        .map(error -> new Failure(error.code(), error.message(), error.fix()));
  }

  private static Instant silentSince(Entry entry) {
    return Optional.ofNullable(entry.session()).stream()
        .flatMap(part -> part.sessions().stream())
        .map(EntryParts.OfSession::silentSince)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(entry.createdAt());
  }

  private static Instant since(Entry entry) {
    var request = entry.pendingRequest();
    if (request == null && entry.statusReason().code() == ReasonCode.AGENT_SILENT) {
      return silentSince(entry);
    }
    return request != null
        ? request.createdAt()
        : Stream.of(entry.lastActivityAt(), entry.createdAt())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
  }
}
