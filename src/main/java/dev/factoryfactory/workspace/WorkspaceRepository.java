package dev.factoryfactory.workspace;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The workspace table. */
interface WorkspaceRepository extends Repository<WorkspaceRow, UUID> {

  Optional<WorkspaceRow> findById(UUID id);

  WorkspaceRow saveAndFlush(WorkspaceRow row);

  void delete(WorkspaceRow row);

  /** Nobody else changes it until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select w from WorkspaceRow w where w.id = :id")
  Optional<WorkspaceRow> lock(UUID id);

  /** Every workspace of a project in one query; the reconciler's read. */
  @Query("select w from WorkspaceRow w where w.projectId = :projectId order by w.createdAt")
  List<WorkspaceRow> findAllByProject(UUID projectId);

  @Query("select w.id from WorkspaceRow w where w.status = :status order by w.createdAt desc")
  List<UUID> findIdsByStatus(WorkspaceStatus status);

  @Query("select w from WorkspaceRow w where w.status in :statuses order by w.createdAt")
  List<WorkspaceRow> findAllByStatus(Collection<WorkspaceStatus> statuses);
}
