package dev.factoryfactory.github.api;

import java.net.URI;
import java.util.Locale;

/**
 * Where a host answers programs.
 *
 * @param name what stands in addresses that people see, such as {@code github.com}
 * @param rest ends with a slash
 */
public record GitHubHost(String name, URI rest, URI graphQl) {

  /** A host by the rules of GitHub: its own cloud, a data residency, or an Enterprise server. */
  public static GitHubHost of(String name) {
    if (name.equalsIgnoreCase("github.com")) {
      return at(name, URI.create("https://api.github.com/"), "graphql");
    }
    if (isTenant(name)) {
      return at(name, URI.create("https://api.%s/".formatted(name)), "graphql");
    }
    return at(name, URI.create("https://%s/api/v3/".formatted(name)), "../graphql");
  }

  /** A host whose REST interface lies elsewhere; GraphQL lies beside it as GitHub has it. */
  public static GitHubHost at(String name, URI rest) {
    var root = URI.create(rest.toString().endsWith("/") ? rest.toString() : rest + "/");
    return at(name, root, root.getPath().endsWith("/api/v3/") ? "../graphql" : "graphql");
  }

  static boolean isTenant(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".ghe.com");
  }

  private static GitHubHost at(String name, URI rest, String graphQl) {
    return new GitHubHost(name, rest, rest.resolve(graphQl));
  }
}
