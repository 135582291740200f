package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.IssueFacade;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.workspace.IssueSource;
import dev.factoryfactory.workspace.LinkedIssue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets a workspace be made from an issue without knowing where issues are kept. */
@Component
class GitHubBackedIssues implements IssueSource {

  // GitHub asks workspaces for their branches: one of the two has to look late.
  private final ObjectProvider<IssueFacade> issues;

  GitHubBackedIssues(ObjectProvider<IssueFacade> issues) {
    this.issues = issues;
  }

  @Override
  public Task read(ProjectId project, int number) {
    var issue = issues.getObject().get(project, number);
    return new Task(new LinkedIssue(number, issue.title(), issue.url()), issue.body());
  }
}
