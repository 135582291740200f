package dev.factoryfactory.demo.github;

import java.util.Set;

/**
 * What a repository allows.
 *
 * @param permission GitHub's word for what the account may do, such as {@code WRITE}
 * @param requiredChecks without which its branches take nothing
 * @param methods in which it merges: {@code merge}, {@code squash}, {@code rebase}
 */
public record LocalRules(
    String permission,
    Set<String> requiredChecks,
    boolean reviewRequired,
    Set<String> methods,
    boolean autoMerge) {

  /** Everything is allowed. */
  public static final LocalRules OPEN =
      new LocalRules("ADMIN", Set.of(), false, Set.of("merge", "squash", "rebase"), true);

  /** The same with checks that are required. */
  public LocalRules requiring(String... checks) {
    return new LocalRules(permission, Set.of(checks), reviewRequired, methods, autoMerge);
  }

  /** The same where the account may do something else. */
  public LocalRules as(String other) {
    return new LocalRules(other, requiredChecks, reviewRequired, methods, autoMerge);
  }

  /** The same with other ways to merge. */
  public LocalRules merging(String... ways) {
    return new LocalRules(permission, requiredChecks, reviewRequired, Set.of(ways), autoMerge);
  }
}
