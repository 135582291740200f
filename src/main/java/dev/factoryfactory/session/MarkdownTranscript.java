package dev.factoryfactory.session;

import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AgentText;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells a transcript as Markdown: words as they are, each tool call once and with how it ended,
 * diffs and output in fences that nothing inside can close.
 */
final class MarkdownTranscript {

  private static final int MAX_ITEMS = 100;
  private static final int MAX_OPEN_CALLS = 200;
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private final Writer out;
  private final Map<String, JsonNode> calls = new LinkedHashMap<>();
  private @Nullable String block;
  private boolean inThought;

  MarkdownTranscript(Writer out) {
    this.out = out;
  }

  void begin(Session session) throws IOException {
    var title = session.title();
    out.write("# %s\n\n".formatted(line(title == null ? session.agentTitle() : title)));
    out.write("%s, begun %s\n".formatted(line(session.agentTitle()), session.createdAt()));
  }

  void add(TranscriptEvent event) throws IOException {
    var data = event.data();
    switch (event.type()) {
      case "user_message" -> {
        paragraph("## You\n\n" + text(data, "text"));
        for (var file : AcpJson.items(data, "attachments", MAX_ITEMS)) {
          paragraph("Attached: " + code(text(file, "name")));
        }
      }
      case "agent_message", "agent_thought" -> speech(event.type(), data);
      case "tool_call", "tool_call_update" -> call(data);
      case "plan" -> plan(data);
      case "permission_request" -> paragraph("*Asked: %s*".formatted(line(text(data, "title"))));
      case "permission_answered" -> {
        var answer = AgentText.raw(data, "optionName");
        paragraph("*%s*".formatted(answer == null ? "Cancelled" : "Answered: " + line(answer)));
      }
      case "turn_ended" -> {
        end();
        paragraph("*Turn ended: %s*".formatted(line(text(data, "stopReason"))));
      }
      case "notice" -> paragraph("> " + line(text(data, "message")));
      default -> {
        // Changes of status, settings and usage are no part of the story; the JSON has them.
      }
    }
  }

  /** Tells what has not ended. */
  void end() throws IOException {
    for (var call : calls.values()) {
      tell(call);
    }
    calls.clear();
    closeBlock();
  }

  private void speech(String type, JsonNode data) throws IOException {
    var id = text(data, "blockId");
    boolean thought = type.equals("agent_thought");
    if (!id.equals(block)) {
      paragraph(thought ? "<details><summary>Thought</summary>\n\n" : "## Agent\n\n");
      block = id;
      inThought = thought;
    }
    out.write(text(data, "text"));
  }

  private void closeBlock() throws IOException {
    if (block != null) {
      out.write(inThought ? "\n\n</details>\n" : "\n");
      block = null;
      inThought = false;
    }
  }

  private void call(JsonNode data) throws IOException {
    var id = text(data, "toolCallId");
    var known = calls.get(id);
    var call = AcpJson.object();
    if (known != null) {
      known.forEachEntry(call::set);
    }
    data.forEachEntry(call::set);
    var status = text(call, "status");
    boolean ended = status.equals("completed") || status.equals("failed");
    if (!ended && calls.size() < MAX_OPEN_CALLS) {
      calls.put(id, call);
    } else if (known != null || data.has("title")) {
      calls.remove(id);
      tell(call);
    }
  }

  private void tell(JsonNode call) throws IOException {
    paragraph(
        "**%s** %s (%s)"
            .formatted(
                line(text(call, "kind")), line(text(call, "title")), line(text(call, "status"))));
    for (var item : AcpJson.items(call, "content", MAX_ITEMS)) {
      switch (text(item, "type")) {
        case "diff" -> {
          paragraph(code(text(item, "path")));
          fence("diff", diff(item));
        }
        case "terminal" -> fence("", text(item, "output"));
        default -> paragraph(text(item, "text"));
      }
    }
  }

  /** The two whole texts; what changed between them is for the reader's own tools. */
  private static String diff(JsonNode item) {
    var lines = new StringBuilder();
    text(item, "oldText").lines().forEach(it -> lines.append('-').append(it).append('\n'));
    text(item, "newText").lines().forEach(it -> lines.append('+').append(it).append('\n'));
    return lines.toString();
  }

  private void plan(JsonNode data) throws IOException {
    var list = new StringBuilder();
    for (var entry : AcpJson.items(data, "entries", MAX_ITEMS)) {
      var mark = text(entry, "status").equals("completed") ? "x" : " ";
      list.append("- [%s] %s\n".formatted(mark, line(text(entry, "content"))));
    }
    paragraph(list.toString());
  }

  private void paragraph(String text) throws IOException {
    closeBlock();
    out.write("\n" + text + "\n");
  }

  private void fence(String language, String text) throws IOException {
    int longest =
        BACKTICKS.matcher(text).results().mapToInt(it -> it.group().length()).max().orElse(0);
    var mark = "`".repeat(Math.max(3, longest + 1));
    paragraph(mark + language + "\n" + text.stripTrailing() + "\n" + mark);
  }

  private static String code(String text) {
    return "`" + line(text).replace("`", "") + "`";
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String text(JsonNode object, String field) {
    var text = AgentText.raw(object, field);
    return text == null ? "" : text;
  }
}
