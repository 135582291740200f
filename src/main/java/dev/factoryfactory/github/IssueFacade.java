package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The one way to issues: what there is to do in a project. */
@Service
public class IssueFacade {

  private final IssueReader reader;
  private final GitHubWorkspaces workspaces;
  private final Hosts hosts;
  private final Clock clock;

  IssueFacade(IssueReader reader, GitHubWorkspaces workspaces, Hosts hosts, Clock clock) {
    this.reader = reader;
    this.workspaces = workspaces;
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * Open issues of a project; where GitHub can't be asked none, and why.
   *
   * @param words what they hold; {@code null} for all
   * @param assigned only those of the account that this server signs in with
   * @throws DomainException NOT_FOUND for an unknown project
   */
  public Issue.Found find(ProjectId project, @Nullable String words, boolean assigned) {
    try {
      var read = reader.find(place(project), words, assigned);
      var taken = workspaces.issuesOf(project);
      return new Issue.Found(
          read.issues().stream().map(issue -> issue.of(taken.get(issue.number()))).toList(),
          null,
          read.at());
    } catch (GitHubFailure failure) {
      return none(PullRequestObserver.codeOf(failure), failure.detail());
    } catch (DomainException refusal) {
      if (refusal.code() != ErrorCode.INVALID_STATE) {
        throw refusal;
      }
      return none(refusal.code(), String.valueOf(refusal.getMessage()));
    }
  }

  /**
   * One issue that is still open.
   *
   * @throws DomainException NOT_FOUND when there is none, INVALID_STATE when it is closed or the
   *     project is not on GitHub, and the codes of GitHub
   */
  public Issue get(ProjectId project, int number) {
    try {
      var issue = reader.read(place(project), number);
      if (!issue.open()) {
        throw new DomainException(
            ErrorCode.INVALID_STATE, "Issue #%d is closed.".formatted(number));
      }
      return issue;
    } catch (GitHubFailure failure) {
      throw GitHubFacade.refusal(failure);
    }
  }

  private Origin place(ProjectId project) throws GitHubFailure {
    var place =
        workspaces
            .repositoryOf(project)
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.INVALID_STATE,
                        "The project has no remote origin that could be on GitHub."));
    hosts.require(place.host());
    return place;
  }

  private Issue.Found none(ErrorCode code, String message) {
    var now = clock.instant();
    return new Issue.Found(List.of(), new PullRequest.Problem(code.name(), message, now), now);
  }
}
