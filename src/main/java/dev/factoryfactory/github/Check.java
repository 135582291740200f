package dev.factoryfactory.github;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A check run, or a status of the older kind. Also its JSON on the wire.
 *
 * @param id GitHub's number of a check run, which is its job's for Actions; {@code null} of a
 *     status
 * @param value what it says, in GitHub's words and capital letters: a conclusion once it ended,
 *     else its status
 * @param origin who runs it: app, workflow and event; checks of one name and origin are runs of one
 *     check
 * @param run the workflow run, which all its attempts share
 */
record Check(
    @Nullable Long id,
    String name,
    String value,
    @Nullable String url,
    @JsonIgnore String origin,
    @Nullable Long run,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  private static final int MAX_NAME = 300;

  /** Reads a check run or a status as every question here asks for them. */
  static Check of(JsonNode node) {
    if (node.path("__typename").asString("").equals("StatusContext")) {
      return new Check(
          null,
          name(node.path("context"), "status"),
          Nodes.upper(node.path("state")),
          Nodes.link(node.path("targetUrl")),
          "status",
          null,
          Nodes.instant(node.path("createdAt")),
          null);
    }
    var run = node.path("checkSuite").path("workflowRun");
    var status = Nodes.upper(node.path("status"));
    var conclusion = Nodes.upper(node.path("conclusion"));
    return new Check(
        Nodes.number(node.path("databaseId")),
        name(node.path("name"), "check"),
        status.equals("COMPLETED") && !conclusion.isEmpty() ? conclusion : status,
        Nodes.link(node.path("detailsUrl")),
        "%s/%s/%s"
            .formatted(
                node.path("checkSuite").path("app").path("slug").asString(""),
                Nodes.label(run.path("workflow").path("name"), MAX_NAME),
                run.path("event").asString("")),
        Nodes.number(run.path("databaseId")),
        Nodes.instant(node.path("startedAt")),
        Nodes.instant(node.path("completedAt")));
  }

  /** The workflow that it is a job of. */
  @Nullable String workflow() {
    int from = origin.indexOf('/') + 1;
    int to = origin.lastIndexOf('/');
    return from > 0 && to > from ? origin.substring(from, to) : null;
  }

  /** Whether it is a job of Actions, whose log GitHub keeps. */
  @JsonIgnore
  boolean isJob() {
    return id != null && run != null && origin.startsWith("github-actions/");
  }

  private static String name(JsonNode node, String otherwise) {
    var name = Nodes.label(node, MAX_NAME);
    return name.isBlank() ? otherwise : name;
  }
}
