package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files that go with messages. */
@Repository
class AttachmentRepository {

  private final JdbcClient database;

  AttachmentRepository(JdbcClient database) {
    this.database = database;
  }

  /** A file with its content, which is empty for a file of the worktree. */
  record Content(Attachment file, byte[] bytes) {}

  void insert(SessionId session, String messageId, int position, Content content) {
    var file = content.file();
    database
        .sql(
            """
            insert into session_attachment
              (session_id, id, message_id, position, name, mime_type, size, path, content)
            values (:session, :id, :message, :position, :name, :mimeType, :size, :path, :content)
            """)
        .param("session", session.value())
        .param("id", file.attachmentId())
        .param("message", messageId)
        .param("position", position)
        .param("name", file.name())
        .param("mimeType", file.mimeType())
        .param("size", file.size())
        .param("path", file.path())
        .param("content", content.bytes())
        .update();
  }

  /** What goes with a message, in its order. */
  List<Attachment> of(SessionId session, String messageId) {
    return database
        .sql(
            """
            select id, name, mime_type, size, path from session_attachment
            where session_id = :session and message_id = :message order by position
            """)
        .param("session", session.value())
        .param("message", messageId)
        .query((row, _) -> attachment(row))
        .list();
  }

  Optional<Content> find(SessionId session, String id) {
    return database
        .sql(
            """
            select id, name, mime_type, size, path, content from session_attachment
            where session_id = :session and id = :id
            """)
        .param("session", session.value())
        .param("id", id)
        .query((row, _) -> new Content(attachment(row), row.getBytes("content")))
        .optional();
  }

  void deleteOf(SessionId session, String messageId) {
    database
        .sql("delete from session_attachment where session_id = :session and message_id = :message")
        .param("session", session.value())
        .param("message", messageId)
        .update();
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    return new Attachment(
        row.getString("id"),
        row.getString("name"),
        row.getString("mime_type"),
        row.getLong("size"),
        row.getString("path"));
  }
}
