package dev.factoryfactory.session;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The sessions. */
interface SessionRepository extends Repository<StoredSession, UUID> {

  Optional<StoredSession> findById(UUID id);

  StoredSession saveAndFlush(StoredSession session);

  @Query("select s from StoredSession s where s.workspaceId = :workspaceId order by s.createdAt")
  List<StoredSession> findAllByWorkspace(UUID workspaceId);

  @Query("select s from StoredSession s where s.projectId = :projectId order by s.createdAt")
  List<StoredSession> findAllByProject(UUID projectId);

  @Query("select s from StoredSession s where s.status in :statuses order by s.createdAt")
  List<StoredSession> findAllIn(Collection<SessionStatus> statuses);

  @Modifying
  @Query("delete from StoredSession s where s.workspaceId = :workspaceId")
  void deleteAllOfWorkspace(UUID workspaceId);
}
