package dev.factoryfactory.demo.github;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The issues of one repository. */
public final class LocalIssues {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final int FIRST = 100;

  private record LocalIssue(
      int number, String title, String body, @Nullable String assignee, boolean open) {}

  private final String page;
  private final Clock clock;
  private final Map<Integer, LocalIssue> issues = new LinkedHashMap<>();

  LocalIssues(String page, Clock clock) {
    this.page = page;
    this.clock = clock;
  }

  /** Opens one and returns its number. */
  public synchronized int open(String title, String body, @Nullable String assignee) {
    int number = FIRST + issues.size();
    issues.put(number, new LocalIssue(number, title, body, assignee, true));
    return number;
  }

  /** Closes one. */
  public synchronized void close(int number) {
    issues.computeIfPresent(
        number, (_, it) -> new LocalIssue(number, it.title(), it.body(), it.assignee(), false));
  }

  synchronized @Nullable JsonNode find(int number) {
    var issue = issues.get(number);
    return issue == null ? null : json(issue);
  }

  /** What a search finds that names one repository; quoted words are looked for as they are. */
  static JsonNode search(Map<String, LocalRepository> repositories, String rawQuery) {
    var asked = URLDecoder.decode(parameter(rawQuery), StandardCharsets.UTF_8);
    var answer = JSON.createObjectNode();
    var items = answer.putArray("items");
    var words = new ArrayList<String>();
    var named = new ArrayList<LocalRepository>();
    boolean mine = false;
    var terms = TERM.matcher(asked);
    while (terms.find()) {
      if (terms.group(1) != null) {
        words.add(terms.group(1));
      } else if (terms.group(2).startsWith("repo:")) {
        var repository = repositories.get(terms.group(2).substring("repo:".length()));
        if (repository != null) {
          named.add(repository);
        }
      } else {
        mine |= terms.group(2).equals("assignee:@me");
      }
    }
    boolean onlyMine = mine;
    named.forEach(it -> it.issues().matching(words, onlyMine).forEach(items::add));
    return answer.put("total_count", items.size());
  }

  private static String parameter(String rawQuery) {
    for (var part : rawQuery.split("&")) {
      if (part.startsWith("q=")) {
        return part.substring(2);
      }
    }
    return "";
  }

  private synchronized List<JsonNode> matching(List<String> words, boolean mine) {
    return issues.values().stream()
        .filter(LocalIssue::open)
        .filter(issue -> !mine || LocalTalk.VIEWER.equals(issue.assignee()))
        .filter(
            issue -> words.stream().allMatch(word -> (issue.title() + issue.body()).contains(word)))
        .<JsonNode>map(this::json)
        .toList();
  }

  private ObjectNode json(LocalIssue issue) {
    var node =
        JSON.createObjectNode()
            .put("number", issue.number())
            .put("title", issue.title())
            .put("body", issue.body())
            .put("state", issue.open() ? "open" : "closed")
            .put("html_url", "%s/issues/%d".formatted(page, issue.number()))
            .put("comments", 0)
            .put("created_at", clock.instant().toString())
            .put("updated_at", clock.instant().toString());
    node.putObject("user").put("login", "mei-lin");
    node.putArray("labels").addObject().put("name", "bug").put("color", "d73a4a");
    var assignees = node.putArray("assignees");
    if (issue.assignee() != null) {
      assignees.addObject().put("login", issue.assignee());
    }
    return node;
  }
}
