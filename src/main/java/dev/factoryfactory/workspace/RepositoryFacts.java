package dev.factoryfactory.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a repository says about itself.
 *
 * @param root the top of its main checkout, real path
 * @param defaultBranch the branch that others start from
 * @param githubOwner whose it is on GitHub, by its remote {@code origin}
 */
record RepositoryFacts(
    Path root, String defaultBranch, @Nullable String githubOwner, @Nullable String githubRepo) {}
