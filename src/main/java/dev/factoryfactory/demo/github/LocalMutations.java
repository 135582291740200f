package dev.factoryfactory.demo.github;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the changes that are asked for in GraphQL, and refuses in GitHub's words. */
final class LocalMutations {

  private record Place(LocalRepository repository, int number) {}

  private final Map<String, LocalRepository> repositories;

  LocalMutations(Map<String, LocalRepository> repositories) {
    this.repositories = repositories;
  }

  /** The id of a pull request in GraphQL. */
  static String id(LocalRepository repository, int number) {
    return "PR_%s/%s#%d".formatted(repository.owner(), repository.name(), number);
  }

  void answer(String operation, JsonNode variables, ObjectNode answer) throws IOException {
    var id = variables.path("id").asString("");
    var error =
        switch (operation) {
          case "Thread" -> thread(id, answer);
          case "Reply" -> reply(id, variables.path("body").asString(""));
          case "Resolve" -> resolve(id, true);
          case "Unresolve" -> resolve(id, false);
          case "Ready" -> draft(id, false);
          case "Draft" -> draft(id, true);
          case "AutoMerge" -> autoMerge(id, variables);
          case "NoAutoMerge" -> noAutoMerge(id);
          default -> "Unknown operation " + operation;
        };
    if (error != null) {
      answer
          .putArray("errors")
          .addObject()
          .put("type", error.startsWith("Could not resolve") ? "NOT_FOUND" : "UNPROCESSABLE")
          .put("message", error);
    }
  }

  private @Nullable String thread(String id, ObjectNode answer) {
    var data = (ObjectNode) answer.path("data");
    var place = ofThread(id);
    if (place == null) {
      data.putNull("node");
      return "Could not resolve to a node with the global id of '" + id + "'.";
    }
    data.putObject("node")
        .putObject("pullRequest")
        .put("number", place.number())
        .putObject("repository")
        .put("nameWithOwner", place.repository().owner() + "/" + place.repository().name());
    return null;
  }

  private @Nullable String reply(String id, String body) {
    var place = ofThread(id);
    if (place == null) {
      return "Could not resolve to a node";
    }
    var talk = place.repository().talk(place.number());
    var thread = talk.find(id);
    if (thread != null) {
      talk.reply(thread, body);
    }
    return null;
  }

  private @Nullable String resolve(String id, boolean resolved) {
    var place = ofThread(id);
    var thread = place == null ? null : place.repository().talk(place.number()).find(id);
    if (place == null || thread == null) {
      return "Could not resolve to a node";
    }
    synchronized (place.repository().talk(place.number())) {
      thread.resolved = resolved;
    }
    return null;
  }

  private @Nullable String draft(String id, boolean draft) {
    var place = ofPullRequest(id);
    var pullRequest = place == null ? null : place.repository().find(place.number());
    if (place == null || pullRequest == null) {
      return "Could not resolve to a node";
    }
    if (!pullRequest.state().equals("OPEN")) {
      return "Pull request is closed";
    }
    place.repository().put(pullRequest.withDraft(draft));
    return null;
  }

  private @Nullable String autoMerge(String id, JsonNode variables) throws IOException {
    var place = ofPullRequest(id);
    var pullRequest = place == null ? null : place.repository().find(place.number());
    if (place == null || pullRequest == null) {
      return "Could not resolve to a node";
    }
    var repository = place.repository();
    if (!repository.rules().autoMerge()) {
      return "Auto merge is not allowed for this repository";
    }
    if (!variables.path("head").asString("").equals(repository.head(pullRequest))) {
      return "Head sha didn't match expected head oid";
    }
    if (repository.mergeState(pullRequest).equals("CLEAN")) {
      return "Pull request is in clean status";
    }
    repository.talk(place.number()).autoMerge = true;
    return null;
  }

  private @Nullable String noAutoMerge(String id) {
    var place = ofPullRequest(id);
    if (place == null) {
      return "Could not resolve to a node";
    }
    place.repository().talk(place.number()).autoMerge = false;
    return null;
  }

  private @Nullable Place ofThread(String id) {
    for (var repository : repositories.values()) {
      for (int number : repository.numbers()) {
        if (repository.talk(number).find(id) != null) {
          return new Place(repository, number);
        }
      }
    }
    return null;
  }

  private @Nullable Place ofPullRequest(String id) {
    for (var repository : repositories.values()) {
      for (int number : repository.numbers()) {
        if (id(repository, number).equals(id)) {
          return new Place(repository, number);
        }
      }
    }
    return null;
  }
}
