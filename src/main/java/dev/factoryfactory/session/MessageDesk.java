package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.AttachmentRepository.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes messages in, stores them before anything else, and changes those that still wait. */
@Component
class MessageDesk {

  private static final int MAX_TEXT = 1024 * 1024;
  private static final int MAX_ID = 200;

  private final MessageRepository messages;
  private final Turns turns;
  private final Attachments attachments;
  private final SessionProperties properties;

  MessageDesk(
      MessageRepository messages,
      Turns turns,
      Attachments attachments,
      SessionProperties properties) {
    this.messages = messages;
    this.turns = turns;
    this.attachments = attachments;
    this.properties = properties;
  }

  MessageReceipt accept(
      LiveSession live, @Nullable String messageId, String text, List<Content> files) {
    var id = messageId == null ? UUID.randomUUID().toString() : checkedId(messageId);
    var checked = checkedText(text);
    return live.change(
            step ->
                messages
                    .findById(key(step.session().id(), id))
                    .map(StoredMessage::receipt)
                    .orElseGet(() -> store(step, id, checked, files)))
        .result();
  }

  private MessageReceipt store(SessionStep step, String id, String text, List<Content> files) {
    var session = step.session().id();
    if (messages.countQueued(session.value()) >= properties.maxQueued()) {
      throw new DomainException(
          ErrorCode.QUEUE_FULL,
          "%d messages are waiting already.".formatted(properties.maxQueued()));
    }
    long position = messages.lastPosition(session.value()) + 1;
    var message = messages.save(new StoredMessage(session, id, text, position, step.now()));
    attachments.store(session, id, files);
    step.changedSummary();
    turns.beginNext(step);
    return message.receipt();
  }

  MessageReceipt edit(LiveSession live, String messageId, String text) {
    var checked = checkedText(text);
    return live.change(
            step -> {
              var message = waiting(step, messageId);
              message.edit(checked);
              return message.receipt();
            })
        .result();
  }

  /**
   * Moves a message to another place in the queue.
   *
   * @param place 0 is the next to be sent; beyond the end is the end
   */
  MessageReceipt move(LiveSession live, String messageId, int place) {
    return live.change(
            step -> {
              var message = waiting(step, messageId);
              var queue = new ArrayList<>(messages.findQueued(step.session().id().value()));
              var places = queue.stream().map(StoredMessage::position).toList();
              queue.removeIf(it -> it.id().equals(messageId));
              queue.add(Math.clamp(place, 0, queue.size()), message);
              for (int i = 0; i < queue.size(); i++) {
                queue.get(i).moveTo(places.get(i));
              }
              step.changedSummary();
              return message.receipt();
            })
        .result();
  }

  void delete(LiveSession live, String messageId) {
    live.change(
        step -> {
          messages.delete(waiting(step, messageId));
          attachments.deleteOf(step.session().id(), messageId);
          step.changedSummary();
          return true;
        });
  }

  private StoredMessage waiting(SessionStep step, String messageId) {
    var message =
        messages
            .findById(key(step.session().id(), messageId))
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.NOT_FOUND, "There is no message with this id in the session."));
    if (!message.queued()) {
      throw new DomainException(
          ErrorCode.MESSAGE_ALREADY_SENT, "The message is not waiting any more.");
    }
    return message;
  }

  private static OwnedId key(SessionId session, String id) {
    return new OwnedId(session.value(), id);
  }

  private static String checkedId(String id) {
    if (id.isBlank() || id.length() > MAX_ID || id.indexOf('\0') >= 0) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "A message's id has 1 to %d characters.".formatted(MAX_ID));
    }
    return id;
  }

  private static String checkedText(String text) {
    if (text.isBlank()) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "A message needs a text.");
    }
    if (text.length() > MAX_TEXT) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "A message has at most %d characters.".formatted(MAX_TEXT));
    }
    return text.replace("\0", "");
  }
}
