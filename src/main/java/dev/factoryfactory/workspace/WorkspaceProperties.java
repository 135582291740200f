package dev.factoryfactory.workspace;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of projects and workspaces.
 *
 * @param worktrees holds a folder for each project with a worktree for each workspace
 * @param repositories holds the clones of projects added by address
 * @param files holds what is written about each workspace, such as its setup log
 * @param setupTimeout how long a setup script may run before it is stopped
 * @param fetchTimeout how long a new workspace waits for news of its base branch
 * @param gitWatches how many directories may be watched for changes at most; 0 for none
 * @param gitSweep how often what is not watched is looked at while somebody works there
 * @param gitRefresh in what time every worktree is looked at
 * @param maxAttempts runs of a provisioning that crashes kept ending, before a person is asked
 */
@Validated
@ConfigurationProperties("factory-factory.workspace")
record WorkspaceProperties(
    @NotNull Path worktrees,
    @NotNull Path repositories,
    @NotNull Path files,
    @DefaultValue("10m") Duration setupTimeout,
    @DefaultValue("5s") Duration fetchTimeout,
    @DefaultValue("900") @Min(0) int gitWatches,
    @DefaultValue("2s") Duration gitSweep,
    @DefaultValue("60s") Duration gitRefresh,
    @DefaultValue("3") @Min(1) @Max(10) int maxAttempts) {}
