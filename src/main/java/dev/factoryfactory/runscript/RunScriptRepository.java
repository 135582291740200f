package dev.factoryfactory.runscript;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table of run scripts. */
interface RunScriptRepository extends Repository<RunScriptRow, UUID> {

  Optional<RunScriptRow> findById(UUID workspaceId);

  /** For a change: nobody else can change it until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from RunScriptRow r where r.workspaceId = :workspaceId")
  Optional<RunScriptRow> findForChange(UUID workspaceId);

  RunScriptRow saveAndFlush(RunScriptRow row);

  void delete(RunScriptRow row);

  List<RunScriptRow> findAll();

  /** Every run script of a project in one query; the reconciler's read. */
  @Query("select r from RunScriptRow r where r.projectId = :projectId")
  List<RunScriptRow> findAllByProject(UUID projectId);

  @Query("select r from RunScriptRow r where r.status in :statuses")
  List<RunScriptRow> findAllByStatus(Collection<RunScriptStatus> statuses);
}
