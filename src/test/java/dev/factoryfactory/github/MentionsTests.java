package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MentionsTests {

  private static final Origin SHOP = new Origin("github.com", "acme", "shop");

  @Test
  void theLastThatWasNamedComesFirst() {
    assertThat(
            numbers(
                "see https://github.com/acme/shop/pull/3 and https://github.com/acme/shop/pull/4.",
                "\nhttps://GITHUB.com/Acme/shop/pull/17/files\n"))
        .containsExactly(17, 4, 3);
  }

  @Test
  void othersAreNotHeard() {
    assertThat(
            numbers(
                "https://github.com/evil/shop/pull/3",
                "https://github.com.evil.test/acme/shop/pull/3",
                "https://github.com/acme/shop-2/pull/3",
                "https://github.com/acme/shop/pull/0",
                "https://github.com/acme/shop/pull/1234567890",
                "http://github.com/acme/shop/pull/3",
                "https://github.com/acme/shop/issues/3"))
        .isEmpty();
  }

  @Test
  void noMoreThanAQuestionCanHold() {
    var many =
        IntStream.range(1, 1_000).mapToObj("https://github.com/acme/shop/pull/%d"::formatted);

    assertThat(Mentions.of(SHOP, many.toList())).hasSize(10);
  }

  private static List<Integer> numbers(String... texts) {
    return Mentions.of(SHOP, List.of(texts)).stream().map(PullRequestUrl::number).toList();
  }
}
