package dev.factoryfactory.github;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A repository on a host that may be a GitHub. Two of them are the same whatever their capitals.
 *
 * @param host in small letters, with the port of its web pages if they have one of their own
 */
public record Origin(String host, String owner, String name) {

  private static final String HOST = "(?<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252})";
  private static final String PATH =
      "/(?<owner>[A-Za-z0-9][A-Za-z0-9_-]{0,99})/(?<name>[A-Za-z0-9._-]{1,100}?)(?:\\.git)?/?";
  private static final Pattern WEB =
      Pattern.compile("https?://(?:[^@/]{1,500}@)?" + HOST + "(?<port>:\\d{1,5})?" + PATH);
  private static final Pattern SSH =
      Pattern.compile("ssh://(?:[^@/]{1,100}@)?" + HOST + "(?::\\d{1,5})?" + PATH);
  private static final Pattern SCP =
      Pattern.compile("(?:[^@/:]{1,100}@)?" + HOST + ":" + PATH.replaceFirst("/", "/?"));

  /** Reads the address of a remote; nothing for one that is no repository on a host. */
  public static Optional<Origin> of(@Nullable String address) {
    var text = address == null ? "" : address.strip();
    for (var form : new Pattern[] {WEB, SSH, SCP}) {
      var matcher = form.matcher(text);
      if (matcher.matches() && !matcher.group("name").matches("\\.{1,2}")) {
        return Optional.of(
            new Origin(host(matcher, form == WEB), matcher.group("owner"), matcher.group("name")));
      }
    }
    return Optional.empty();
  }

  /** Whether a name such as {@code acme/shop} means this one. */
  boolean isNamed(String ownerAndName) {
    return ownerAndName.equalsIgnoreCase(owner + "/" + name);
  }

  boolean isSame(Origin other) {
    return host.equals(other.host) && isNamed(other.owner + "/" + other.name);
  }

  /** Whether a pull request is of this repository. */
  boolean has(PullRequestUrl url) {
    return host.equalsIgnoreCase(url.host()) && isNamed(url.owner() + "/" + url.repository());
  }

  private static String host(Matcher matcher, boolean web) {
    var host = matcher.group("host").toLowerCase(Locale.ROOT);
    // Where no port 22 is let through, GitHub takes ssh on another host.
    var known = host.startsWith("ssh.github.") ? host.substring("ssh.".length()) : host;
    var port = web ? matcher.group("port") : null;
    return port == null ? known : known + port;
  }
}
