package dev.factoryfactory.github.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Questions as each host understands them. An Enterprise server that is older refuses a question as
 * a whole for one field that it does not know: it is asked again without that field, for a day.
 */
final class Questions {

  private static final Logger log = LoggerFactory.getLogger(Questions.class);

  /** Servers are updated. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final int MAX_QUESTIONS = 200;
  private static final int MAX_ERRORS = 100;

  private record Key(String host, String question) {}

  private final Cache<Key, String> understood =
      Caffeine.newBuilder().maximumSize(MAX_QUESTIONS).expireAfterWrite(KEPT).build();

  /** The question as a host last understood it. */
  String onHost(String host, String question) {
    var known = understood.getIfPresent(new Key(host, question));
    return known == null ? question : known;
  }

  /**
   * The question without what a host does not know.
   *
   * @param text as it was refused
   * @return {@code null} when it was refused for something else
   */
  @Nullable String reduced(String host, String question, String text, JsonNode errors) {
    var paths = new ArrayList<List<String>>();
    for (var error : errors) {
      if (!error.path("extensions").path("code").asString("").equals("undefinedField")
          || paths.size() == MAX_ERRORS) {
        return null;
      }
      var path = error.path("path").valueStream().map(step -> step.asString("")).toList();
      if (!paths.contains(path)) {
        paths.add(path);
      }
    }
    if (paths.isEmpty()) {
      return null;
    }
    var reduced = QueryText.parse(text).without(paths);
    if (reduced != null) {
      log.info("{} does not know {} and is asked without", host, paths);
      understood.put(new Key(host, question), reduced);
    }
    return reduced;
  }
}
