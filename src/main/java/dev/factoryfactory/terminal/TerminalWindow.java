package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.terminal.Attachment.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One window. It is sent no more than {@link #CREDIT} bytes beyond what it says it has shown, so a
 * slow one slows its terminal down instead of filling memory. One that shows nothing for too long
 * while more is there is closed, and may come back for the rest.
 */
final class TerminalWindow {

  static final int CREDIT = 256 * 1024;

  private static final Logger log = LoggerFactory.getLogger(TerminalWindow.class);
  private static final CloseStatus ENDED = new CloseStatus(4000, "EXITED");
  private static final CloseStatus TOO_SLOW = new CloseStatus(4008, "TOO_SLOW");
  private static final CloseStatus LOST = new CloseStatus(4010, "LOST");

  private final WebSocketSession session;
  private final Attachment attachment;
  private final JsonMapper json;
  private final Duration patience;
  private final ReentrantLock sending = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long sent;
  private long acknowledged;
  private boolean left;

  TerminalWindow(
      WebSocketSession session, Attachment attachment, JsonMapper json, Duration patience) {
    this.session = session;
    this.attachment = attachment;
    this.json = json;
    this.patience = patience;
  }

  static Map<String, Object> error(DomainException refusal) {
    return Map.of("type", "error", "code", refusal.code(), "message", refusal.detail());
  }

  /** Passes on what the terminal says until one of the two ends. */
  void run() {
    try {
      var start = attachment.start();
      tell(
          Map.of(
              "type", "attached",
              "offset", start.offset(),
              "kept", start.kept(),
              "end", start.end(),
              "columns", start.columns(),
              "rows", start.rows(),
              "modes", start.modes()));
      pass();
    } catch (IOException | IllegalStateException gone) {
      log.debug("A window on a terminal is gone", gone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  private void pass() throws IOException, InterruptedException {
    while (true) {
      switch (attachment.next()) {
        case Message.Output(var bytes) -> {
          if (!awaitCredit()) {
            session.close(TOO_SLOW);
            return;
          }
          send(new BinaryMessage(bytes));
          sent(bytes.length);
        }
        case Message.Resized(int columns, int rows) ->
            tell(Map.of("type", "size", "columns", columns, "rows", rows));
        case Message.Exited(int code) -> {
          tell(Map.of("type", "exit", "exitCode", code));
          session.close(ENDED);
          return;
        }
        case Message.TooSlow() -> {
          session.close(TOO_SLOW);
          return;
        }
        case Message.Lost() -> {
          session.close(LOST);
          return;
        }
      }
    }
  }

  void type(byte[] bytes) throws IOException {
    attachment.input(bytes);
  }

  void resize(Size size) throws IOException {
    attachment.resize(size);
  }

  /**
   * Notes what the window has shown.
   *
   * @param bytes all of them since it was attached
   */
  void acknowledge(long bytes) {
    lock.lock();
    try {
      acknowledged = Math.clamp(bytes, acknowledged, sent);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void tell(Map<String, Object> message) throws IOException {
    send(new TextMessage(json.writeValueAsString(message)));
  }

  void leave() {
    lock.lock();
    try {
      left = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      attachment.close();
      session.close();
    } catch (IOException gone) {
      log.debug("A window was closed already", gone);
    }
  }

  private void send(WebSocketMessage<?> message) throws IOException {
    sending.lock();
    try {
      session.sendMessage(message);
    } finally {
      sending.unlock();
    }
  }

  /** Answers whether it may be sent more; not when it has shown nothing for too long. */
  private boolean awaitCredit() throws InterruptedException, IOException {
    lock.lockInterruptibly();
    try {
      long wait = patience.toNanos();
      while (sent - acknowledged >= CREDIT && !left) {
        long before = acknowledged;
        wait = changed.awaitNanos(wait);
        if (acknowledged > before) {
          wait = patience.toNanos();
        } else if (wait <= 0) {
          return false;
        }
      }
      if (left) {
        throw new IOException("The window was closed");
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void sent(int count) {
    lock.lock();
    try {
      sent += count;
    } finally {
      lock.unlock();
    }
  }
}
