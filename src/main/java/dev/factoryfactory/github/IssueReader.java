package dev.factoryfactory.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads issues, and remembers a list for a minute: GitHub allows thirty searches in one. */
@Component
class IssueReader {

  static final int MAX_BODY = 20_000;
  private static final int MAX_WORDS = 200;
  private static final int MOST = 50;
  private static final int MOST_NAMES = 20;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Pattern COLOR = Pattern.compile("[0-9a-fA-F]{6}");

  /** What was read, and when. */
  record Read(List<Issue> issues, Instant at) {}

  private record Question(Origin place, String words, boolean assigned) {}

  private final GitHubApi api;
  private final Clock clock;
  private final Cache<Question, Read> lists =
      Caffeine.newBuilder().maximumSize(200).expireAfterWrite(KEPT).build();

  IssueReader(GitHubApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /**
   * Open issues, the last changed first.
   *
   * @param words what they hold, each as it is: none of them leads out of the repository
   * @param assigned only those of the account that this server signs in with
   */
  Read find(Origin place, @Nullable String words, boolean assigned) throws GitHubFailure {
    var question = new Question(place, quoted(words), assigned);
    var known = lists.getIfPresent(question);
    if (known != null) {
      return known;
    }
    var search =
        "repo:%s/%s is:issue is:open%s%s"
            .formatted(
                place.owner(), place.name(), assigned ? " assignee:@me" : "", question.words());
    var answer =
        api.get(
            place.host(),
            "search/issues?per_page=%d&sort=updated&q=%s"
                .formatted(MOST, URLEncoder.encode(search, StandardCharsets.UTF_8)));
    var issues =
        answer
            .path("items")
            .valueStream()
            .map(node -> issue(place, node))
            .filter(it -> it.number() > 0)
            .toList();
    var read = new Read(issues, clock.instant());
    lists.put(question, read);
    return read;
  }

  /** One issue, open or not. */
  Issue read(Origin place, int number) throws GitHubFailure {
    var node =
        api.get(
            place.host(), "repos/%s/%s/issues/%d".formatted(place.owner(), place.name(), number));
    var issue = issue(place, node);
    if (node.has("pull_request") || issue.number() != number) {
      throw new GitHubFailure(Kind.NOT_FOUND, "#%d is no issue.".formatted(number));
    }
    return issue;
  }

  private static String quoted(@Nullable String words) {
    if (words == null) {
      return "";
    }
    var bounded = words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words;
    return Arrays.stream(bounded.split("[\\s\"\\\\]+"))
        .filter(word -> !word.isBlank())
        .map(word -> " \"" + word + "\"")
        .collect(Collectors.joining());
  }

  /** Its address is made here: agents are told it outside of the fence around others' words. */
  private static Issue issue(Origin place, JsonNode node) {
    int number = node.path("number").asInt(0);
    return new Issue(
        number,
        Nodes.label(node.path("title"), 300),
        "https://%s/%s/%s/issues/%d".formatted(place.host(), place.owner(), place.name(), number),
        node.path("state").asString("").equals("open"),
        Nodes.login(node.path("user")),
        node.path("labels").valueStream().limit(MOST_NAMES).map(IssueReader::label).toList(),
        node.path("assignees")
            .valueStream()
            .limit(MOST_NAMES)
            .map(it -> Nodes.text(it.path("login"), 100))
            .filter(login -> !login.isEmpty())
            .toList(),
        Nodes.text(node.path("body"), MAX_BODY),
        Nodes.instant(node.path("created_at")),
        Nodes.instant(node.path("updated_at")),
        node.path("comments").asInt(0),
        null);
  }

  private static Issue.Label label(JsonNode node) {
    var color = node.path("color").asString("");
    return new Issue.Label(
        Nodes.text(node.path("name"), 100), COLOR.matcher(color).matches() ? color : "888888");
  }
}
