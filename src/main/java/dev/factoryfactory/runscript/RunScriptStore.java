package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores run scripts. Every change is a compare-and-set on the whole state, the number of the run
 * included, and is announced with the facet it led to.
 */
@Component
class RunScriptStore {

  private final RunScriptRepository rows;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RunScriptStore(
      RunScriptRepository rows,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.rows = rows;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  Optional<RunScriptRow> find(WorkspaceId id) {
    return rows.findById(id.value());
  }

  List<RunScriptRow> findByProject(ProjectId id) {
    return rows.findAllByProject(id.value());
  }

  List<RunScriptRow> findAll() {
    return rows.findAll();
  }

  List<RunScriptRow> findActive() {
    return rows.findAllByStatus(
        EnumSet.of(RunScriptStatus.STARTING, RunScriptStatus.RUNNING, RunScriptStatus.STOPPING));
  }

  /** Stores a row as it is, new or changed, that nobody else can change now. */
  RunScriptRow begin(ProjectId project, WorkspaceId id, BiConsumer<RunScriptRow, Instant> change) {
    return transaction.execute(
        _ -> {
          var now = now();
          var row =
              rows.findForChange(id.value()).orElseGet(() -> new RunScriptRow(project, id, now));
          change.accept(row, now);
          return save(row);
        });
  }

  /**
   * Changes a run script that is still in the state the caller saw.
   *
   * @throws DomainException CONFLICT when it has moved on
   */
  RunScriptRow change(
      WorkspaceId id, RunScriptState expected, BiConsumer<RunScriptRow, Instant> change) {
    return transaction.execute(
        _ -> {
          var row = rows.findForChange(id.value()).orElse(null);
          if (row == null || !row.state().equals(expected)) {
            throw movedOn(row);
          }
          change.accept(row, now());
          return save(row);
        });
  }

  /** Removes what is stored of a workspace's run script; joins the transaction. */
  void delete(WorkspaceId id) {
    find(id).ifPresent(rows::delete);
  }

  private RunScriptRow save(RunScriptRow row) {
    var stored = rows.saveAndFlush(row);
    events.publishEvent(new RunScriptFacetChanged(stored.toFacet()));
    return stored;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static DomainException movedOn(@Nullable RunScriptRow row) {
    var what = row == null ? "gone" : row.state().status().name();
    return new DomainException(
        ErrorCode.CONFLICT, "The run script was changed meanwhile and is %s now.".formatted(what));
  }
}
