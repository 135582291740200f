package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequest.State;
import dev.factoryfactory.github.PullRequestDetails.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a pull request may be merged, and in one sentence why not. */
final class MergeRules {

  private static final Set<String> MAY_WRITE = Set.of("WRITE", "MAINTAIN", "ADMIN");

  private static final String WORKING_OUT = "GitHub is still working out whether it can be merged.";

  private MergeRules() {}

  static Merge of(JsonNode repository, PullRequest.Facts facts) {
    var node = repository.path("pullRequest");
    var methods = methods(repository);
    var reason = reason(repository, node, facts);
    if (reason == null && methods.isEmpty()) {
      reason = "This repository allows no way to merge.";
    }
    boolean automatic = node.path("autoMergeRequest").isObject();
    var change = automatic ? "viewerCanDisableAutoMerge" : "viewerCanEnableAutoMerge";
    return new Merge(
        reason == null, reason, methods, automatic, node.path(change).asBoolean(false));
  }

  private static List<MergeMethod> methods(JsonNode repository) {
    var methods = new ArrayList<MergeMethod>();
    add(methods, repository.path("squashMergeAllowed"), MergeMethod.SQUASH);
    add(methods, repository.path("mergeCommitAllowed"), MergeMethod.MERGE);
    add(methods, repository.path("rebaseMergeAllowed"), MergeMethod.REBASE);
    return List.copyOf(methods);
  }

  private static void add(List<MergeMethod> methods, JsonNode allowed, MergeMethod method) {
    if (allowed.asBoolean(false)) {
      methods.add(method);
    }
  }

  private static @Nullable String reason(
      JsonNode repository, JsonNode node, PullRequest.Facts facts) {
    if (facts.state() == State.MERGED) {
      return "It is merged.";
    }
    if (facts.state() == State.CLOSED) {
      return "It is closed.";
    }
    if (repository.path("isArchived").asBoolean(false)) {
      return "The repository is archived.";
    }
    if (!MAY_WRITE.contains(repository.path("viewerPermission").asString(""))) {
      return "This account may not write to the repository.";
    }
    if (facts.state() == State.DRAFT) {
      return "It is a draft.";
    }
    if (facts.mergeConflict()) {
      return "It has conflicts with its base branch.";
    }
    if (node.path("mergeStateStatus").isMissingNode()) {
      // An older server does not say more than this, and refuses what its rules don't allow.
      return node.path("mergeable").asString("").equals("MERGEABLE") ? null : WORKING_OUT;
    }
    return switch (node.path("mergeStateStatus").asString("")) {
      case "CLEAN", "UNSTABLE", "HAS_HOOKS" -> null;
      case "BEHIND" -> "It has to be brought up to date with its base branch first.";
      case "BLOCKED" -> blocked(node, facts);
      case "DRAFT" -> "It is a draft.";
      default -> WORKING_OUT;
    };
  }

  private static String blocked(JsonNode node, PullRequest.Facts facts) {
    switch (node.path("reviewDecision").asString("")) {
      case "CHANGES_REQUESTED" -> {
        return "A reviewer asked for changes.";
      }
      case "REVIEW_REQUIRED" -> {
        return "A review is required first.";
      }
      default -> {
        // The review is not what is in the way.
      }
    }
    if (facts.ci() == Ci.FAILURE) {
      return "A required check failed.";
    }
    if (facts.ci() == Ci.PENDING) {
      return "Required checks have not ended yet.";
    }
    boolean talk =
        node.path("baseRef")
            .path("refUpdateRule")
            .path("requiresConversationResolution")
            .asBoolean(false);
    return talk
        ? "The rules of its base branch don't allow it yet; every conversation has to be resolved."
        : "The rules of its base branch don't allow it yet.";
  }
}
