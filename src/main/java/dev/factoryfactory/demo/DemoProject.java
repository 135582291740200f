package dev.factoryfactory.demo;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.GitFacetChanged;
import dev.factoryfactory.workspace.NewWorkspace;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.WorkspaceFacade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Fills an empty server with a sample repository and a workspace in every state. */
@Component
@Profile("demo")
class DemoProject {

  private static final Logger log = LoggerFactory.getLogger(DemoProject.class);
  private static final String MERGED_BRANCH = "ff/explain-the-rounding";

  private static final Map<String, String> FILES =
      Map.of(
          "README.md",
          """
          # Paper mill

          Adds up what a paper mill makes in a day.

              node src/day.js
          """,
          "src/day.js",
          """
          import { total } from './total.js';

          const reams = [120, 96.5, 143.25];
          console.log(`Made today: ${total(reams)} reams`);
          """,
          "src/total.js",
          """
          export function total(amounts) {
            let sum = 0;
            for (const amount of amounts) {
              sum = sum + amount;
            }
            return Math.round(sum * 100) / 100;
          }
          """,
          "package.json",
          """
          { "name": "paper-mill", "private": true, "type": "module" }
          """,
          "factory-factory.json",
          """
          { "scripts": { "setup": "echo Looking for tools && git --version && echo Ready" } }
          """);

  private record Task(String name, String prompt) {}

  private static final List<Task> TASKS =
      List.of(
          new Task(
              "Say how many reams are left over",
              "Count the reams that fill no pallet and say so below the total. @stream 40"),
          new Task("Read the amounts from a file", "Read reams.csv in place of the list. @hang"),
          new Task(
              "Round half to even when a day is split",
              "Two halves of a day must add up to the whole. Round half to even in total.js."),
          new Task("Keep the totals of the last week", "Plan this before you write it. @plan"),
          new Task("Print the day's report as a table", "One row a machine. @edit src/report.js"),
          new Task("Warn when a machine stands still", "After ten minutes without a ream. @fail"));

  private final ProjectFacade projects;
  private final WorkspaceFacade workspaces;
  private final Git git;
  private final Path root;

  DemoProject(
      ProjectFacade projects,
      WorkspaceFacade workspaces,
      Git git,
      @Value("${factory-factory.home}") Path home) {
    this.projects = projects;
    this.workspaces = workspaces;
    this.git = git;
    this.root = home.toAbsolutePath().resolve("demo").resolve("paper-mill");
  }

  @EventListener
  void on(ApplicationReadyEvent event) throws IOException {
    if (!projects.list(false).isEmpty() || !projects.list(true).isEmpty()) {
      return;
    }
    makeRepository();
    var project = projects.add(root.toString()).id();
    for (var task : TASKS) {
      create(project, task.name(), task.prompt(), null);
    }
    create(project, "Set up with a tool that is missing", null, "needs-a-tool");
    create(project, "Explain the rounding", null, MERGED_BRANCH);
    log.info("Made a sample project with {} workspaces", workspaces.list(project, false).size());
  }

  /** Merges the branch of the workspace that is to be done, once it was seen to hold work. */
  @EventListener
  void on(GitFacetChanged event) {
    var facet = event.facet();
    if (MERGED_BRANCH.equals(facet.branch()) && facet.ahead() > 0 && Files.isDirectory(root)) {
      git.run(root, "merge", "--quiet", "--no-ff", "--no-edit", MERGED_BRANCH);
      workspaces.gitMayHaveChanged(facet.workspaceId());
    }
  }

  private void create(
      ProjectId project, String name, @Nullable String prompt, @Nullable String branch) {
    workspaces.create(project, new NewWorkspace(name, prompt, null, branch, "demo", null));
  }

  private void makeRepository() throws IOException {
    Files.createDirectories(root);
    git.run(root, "init", "--quiet", "--initial-branch=main");
    git.run(root, "config", "user.name", "Paper Mill");
    git.run(root, "config", "user.email", "paper-mill@example.org");
    for (var file : FILES.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    commit("Add up a day");
    git.run(root, "checkout", "--quiet", "-b", "needs-a-tool");
    write(
        "factory-factory.json",
        """
        { "scripts": { "setup": "echo Looking for paper-press && paper-press --version" } }
        """);
    commit("Use the paper press");
    git.run(root, "checkout", "--quiet", "-b", MERGED_BRANCH, "main");
    write(
        "src/total.js",
        "// Rounds to hundredths: a ream has 500 sheets.\n" + FILES.get("src/total.js"));
    commit("Explain the rounding");
    git.run(root, "checkout", "--quiet", "main");
  }

  private void write(String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(".").normalize());
    Files.writeString(file, text);
  }

  private void commit(String message) {
    git.run(root, "add", "--all");
    git.run(root, "commit", "--quiet", "--no-verify", "-m", message);
  }
}
