package dev.factoryfactory.platform.process;

import java.util.Map;
import java.util.Set;

/**
 * What a started process may see of the server's own environment: everything the user has, but no
 * secret and no setting of ours.
 */
final class ProcessEnvironment {

  /** Carries the id of the supervised process to all its descendants. */
  static final String MARKER = "FACTORY_FACTORY_PROCESS";

  /**
   * Git sets these for hooks; inherited, they would point every git command at another repository.
   */
  private static final Set<String> MISLEADING =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_PREFIX",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS");

  private ProcessEnvironment() {}

  /** Turns the inherited variables in {@code environment} into those for a new process. */
  static void prepare(Map<String, String> environment, ProcessSpec spec, String marker) {
    environment
        .keySet()
        .removeIf(
            name ->
                MISLEADING.contains(name)
                    || name.startsWith("FACTORY_FACTORY_")
                    || name.startsWith("SPRING_")
                    || name.startsWith("npm_"));
    environment.putAll(spec.environment());
    environment.put(MARKER, marker);
  }
}
