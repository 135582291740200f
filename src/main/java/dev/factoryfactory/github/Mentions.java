package dev.factoryfactory.github;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Pull requests of one repository whose addresses stand in what an agent said or had printed. That
 * somebody names one says nothing of whose it is.
 */
final class Mentions {

  private static final int MOST = 10;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https://([A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\\d{1,5})?)/([A-Za-z0-9_-]{1,100})/([A-Za-z0-9._-]{1,100})/pull/([1-9]\\d{0,8})(?!\\d)");

  private Mentions() {}

  /**
   * @return what was named last first, and not more than a question can hold
   */
  static List<PullRequestUrl> of(Origin repository, List<String> texts) {
    var all = new LinkedHashSet<PullRequestUrl>();
    for (var text : texts.reversed()) {
      var here = new ArrayList<PullRequestUrl>();
      var found = ADDRESS.matcher(text);
      while (found.find()) {
        var url =
            new PullRequestUrl(
                found.group(1), found.group(2), found.group(3), Integer.parseInt(found.group(4)));
        if (repository.has(url)) {
          here.add(
              new PullRequestUrl(
                  repository.host(), repository.owner(), repository.name(), url.number()));
        }
      }
      all.addAll(here.reversed());
    }
    return all.stream().limit(MOST).toList();
  }
}
