package dev.factoryfactory.github.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTextTests {

  private static final String QUESTION =
      """
      query Details($owner: String!, $more: Boolean!, $at: String) {
        r0: repository(owner: $owner) {
          isArchived
          p1: pullRequest(number: 1) {
            ...Facts
            list(first: 2, orderBy: {field: AT, direction: DESC}) @include(if: $more) {
              nodes { id ... on CheckRun { isRequired(at: $at) } }
            }
          }
        }
      }
      fragment Facts on PullRequest { title rollup { ...Context } }
      fragment Context on Rollup { state }
      """;

  @Test
  void aFieldGoesFromItsPlaceOnly() {
    assertThat(without(List.of("query Details", "r0", "isArchived")))
        .isEqualTo(plain(QUESTION.replace("isArchived", "")));
    assertThat(without(List.of("fragment Context", "state"))).doesNotContain("Context", "rollup");
  }

  @Test
  void withItGoWhatItHoldsAndItsVariables() {
    assertThat(without(List.of("query Details", "r0", "p1", "list")))
        .contains("query Details($owner: String!,)")
        .doesNotContain("list", "CheckRun", "$more", "$at");
    assertThat(
            without(
                List.of(
                    "query Details", "r0", "p1", "list", "nodes", "... on CheckRun", "isRequired")))
        .contains("nodes { id }")
        .contains("$more: Boolean!,)")
        .doesNotContain("CheckRun", "$at");
  }

  @Test
  void aFragmentThatNothingNamesGoes() {
    assertThat(without(List.of("fragment Facts", "rollup")))
        .contains("fragment Facts on PullRequest { title }")
        .doesNotContain("Context");
  }

  @Test
  void whatIsNowhereIsNotGuessed() {
    assertThat(QueryText.parse(QUESTION).without(List.of(List.of("query Details", "title"))))
        .isNull();
    assertThat(QueryText.parse("query A { b }").without(List.of(List.of("query A", "b")))).isNull();
  }

  private static String without(List<String> path) {
    return plain(String.valueOf(QueryText.parse(QUESTION).without(List.of(path))));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ")
        .replace(" (", "(")
        .replace("... ", "...")
        .replace("...on", "... on")
        .strip();
  }
}
