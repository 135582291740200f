package dev.factoryfactory.workspace;

import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.RemoteConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch is merged into and where it is pushed to, as git and {@code gh} are told by the
 * repository's settings. Addresses are as they stand there and have to be checked.
 *
 * @param base the repository that takes it: what {@code gh repo set-default} chose, else the origin
 * @param pushName the remote that it is pushed to
 * @param push that remote's address
 */
public record Remotes(@Nullable String base, String pushName, @Nullable String push) {

  private static final String REMOTE = "remote";
  private static final String ORIGIN = "origin";

  static Remotes of(Config config, @Nullable String branch) {
    var names = config.getSubsections(REMOTE);
    var base =
        names.stream()
            .filter(name -> "base".equals(config.getString(REMOTE, name, "gh-resolved")))
            .findFirst()
            .orElse(ORIGIN);
    var push = pushName(config, names, branch);
    var pushUrl = config.getString(REMOTE, push, "pushurl");
    return new Remotes(
        address(config, base), push, pushUrl == null ? address(config, push) : pushUrl);
  }

  /** Only a remote that has a name: git would take any address in its place. */
  private static String pushName(Config config, Set<String> names, @Nullable String branch) {
    var ofBranch =
        Optional.ofNullable(branch).map(it -> config.getString("branch", it, "pushRemote"));
    var ofAll = Optional.ofNullable(config.getString(REMOTE, null, "pushDefault"));
    return Stream.of(ofBranch, ofAll)
        .flatMap(Optional::stream)
        .filter(name -> names.contains(name) && !name.startsWith("-"))
        .findFirst()
        .orElse(ORIGIN);
  }

  private static @Nullable String address(Config config, String remote) {
    try {
      var addresses = new RemoteConfig(config, remote).getURIs();
      // A folder that stands in for an address says nothing of whose repository it is.
      return addresses.isEmpty() || !addresses.getFirst().isRemote()
          ? config.getString(REMOTE, remote, "url")
          : addresses.getFirst().toString();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
