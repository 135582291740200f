package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalAnnotation;
import dev.factoryfactory.demo.github.LocalRepository.LocalStep;
import java.time.Duration;
import java.util.List;

/**
 * A check that will run for a new head.
 *
 * @param conclusion GitHub's word for how it will end
 * @param takes how long after the head is known it ends
 * @param log what its job will have printed
 */
public record LocalPlan(
    String name,
    String workflow,
    String conclusion,
    Duration takes,
    String log,
    List<LocalStep> steps,
    List<LocalAnnotation> annotations) {

  /** One of the workflow {@code ci} without steps of its own. */
  public static LocalPlan of(String name, String conclusion, Duration takes, String log) {
    return new LocalPlan(name, "ci", conclusion, takes, log, List.of(), List.of());
  }

  /** Decides for each new head what runs on it, and how that ends. */
  public interface Script {

    /**
     * @param attempt 1 for the first run on this head, more when it was run again
     */
    List<LocalPlan> plan(LocalHead head, int attempt);
  }
}
