package dev.factoryfactory.session;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What agents asked. */
interface RequestRepository extends Repository<StoredRequest, OwnedId> {

  Optional<StoredRequest> findById(OwnedId key);

  StoredRequest save(StoredRequest request);

  @Query(
      """
      select r from StoredRequest r
      where r.key.sessionId = :sessionId and r.state = OPEN order by r.createdAt, r.key.id""")
  List<StoredRequest> findOpen(UUID sessionId);

  /** Every open request of a project. */
  @Query(
      """
      select r from StoredRequest r
      where r.state = OPEN
        and r.key.sessionId in (select s.id from StoredSession s where s.projectId = :projectId)
      order by r.createdAt, r.key.id""")
  List<StoredRequest> findOpenOfProject(UUID projectId);
}
