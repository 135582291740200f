package dev.factoryfactory.session;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The messages to agents. */
interface MessageRepository extends Repository<StoredMessage, OwnedId> {

  Optional<StoredMessage> findById(OwnedId key);

  StoredMessage save(StoredMessage message);

  void delete(StoredMessage message);

  @Query(
      """
      select m from StoredMessage m
      where m.key.sessionId = :sessionId and m.state = QUEUED order by m.position""")
  List<StoredMessage> findQueued(UUID sessionId);

  @Query("select coalesce(max(m.position), 0) from StoredMessage m where m.key.sessionId = :id")
  long lastPosition(UUID id);

  @Query("select count(m) from StoredMessage m where m.key.sessionId = :id and m.state = QUEUED")
  int countQueued(UUID id);

  /** How many messages wait in each session of a project. */
  @Query(
      """
      select m.key.sessionId as sessionId, count(m) as queued from StoredMessage m
      where m.state = QUEUED
        and m.key.sessionId in (select s.id from StoredSession s where s.projectId = :projectId)
      group by m.key.sessionId""")
  List<QueueLength> countQueuedOfProject(UUID projectId);

  /** A session's number of waiting messages. */
  interface QueueLength {

    UUID getSessionId();

    int getQueued();
  }
}
