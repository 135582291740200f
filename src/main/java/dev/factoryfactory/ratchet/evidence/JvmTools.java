package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.Tool.tool;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import java.util.List;

/** Maven, Gradle, sbt and what they run. */
final class JvmTools {

  private static final String MAVEN = "^(?:\\[ERROR\\]|\\[error\\])?+\\s*+";

  static final List<Tool> ALL =
      List.of(
          tool("Surefire", Family.TEST)
              .gate(
                  "Tests run: \\d|<<< (?:FAILURE|ERROR)!|maven-(?:surefire|failsafe)|There are test failures")
              .hit(
                  MAVEN
                      + "(?<name>(?!Tests run)\\S.*?)\\s+(?:-- )?Time elapsed: .*<<< (?:FAILURE|ERROR)!",
                  0,
                  12)
              .detail("Tests run: \\d+.*<<< (?:FAILURE|ERROR)!", 0, 2)
              .detail("Failed to execute goal .*(?:surefire|failsafe)", 1, 3)
              .list(
                  MAVEN + "(?:Failures|Errors|Failed tests|Tests in error):",
                  "^(?:\\[ERROR\\])?\\s+(?!Run \\d+:)(?:(?:Failures|Errors|Failed tests|Tests in error):\\s*)?(?<name>[A-Za-z_$][\\w$.<>\\[\\]-]*(?:\\([\\w.$, ]*\\))?)(?:\\[[^\\]]*\\])?(?::\\d+|->| »|:? |$)",
                  "Tests run: |^\\[(?:WARNING|INFO)\\]|^(?:\\[ERROR\\])?\\s*(?:Failures|Errors|Flakes|Failed tests|Tests in error):")
              .failed(
                  MAVEN
                      + "Tests run: \\d+, (?:Failures: [1-9]|Failures: \\d+, Errors: [1-9])(?!.*Time elapsed)")
              .passed(
                  "Tests run: \\d+, Failures: 0, Errors: 0, Skipped: \\d+(?:, Flakes: \\d+)?\\s*$")
              .build(),
          tool("JUnit", Family.TEST)
              .gate("JUnit (?:Jupiter|Vintage|Platform)|Thanks for using JUnit")
              .hit("^\\s*(?<name>JUnit (?:Jupiter|Vintage|Platform Suite):\\S.*)$", 0, 8)
              .detail("=> \\S*(?:Exception|Error)", 1, 3)
              .failed("^\\[ +[1-9]\\d* tests failed +\\]")
              .passed("^\\[ +0 tests failed +\\]")
              .build(),
          tool("TestNG", Family.TEST)
              .gate("TestNG|Total tests run:")
              .hit("^FAILED(?: CONFIGURATION)?: (?:@\\w+ )?(?<name>[\\w.$]+(?:\\([^)]*\\))?)")
              .failed("Total tests run: .*Failures: [1-9]")
              .build(),
          tool("Maven compiler", Family.COMPILER)
              .gate("\\[ERROR\\]|COMPILATION ERROR")
              .hit("^(?:\\[ERROR\\] )?COMPILATION ERROR", 0, 8)
              .hit(
                  "^(?:\\[ERROR\\] )?(?:file:/+)?\\S+\\.(?:java|kt|scala|groovy):(?:\\[\\d+,\\d+\\]|\\d+:)")
              .detail("Fatal error compiling|maven-compiler-plugin", 1, 3)
              .build(),
          tool("Maven", Family.BUILD)
              .gate("\\[ERROR\\]")
              .hit(
                  "^\\[ERROR\\].*(?:Non-resolvable (?:parent POM|import POM)(?!.*(?:transfer|Unknown host))|Malformed POM|'[\\w.]+' (?:must be|is missing|for \\S+ is missing)|The project .* has \\d+ error|Unknown lifecycle phase|Could not find (?:the selected project|artifact)|No plugin found for prefix|Fatal error compiling)")
              .hit(
                  "^\\[ERROR\\] Failed to execute goal (?!.*(?:surefire|failsafe|ould not (?:transfer|resolve)|exec-maven|antrun|Connect|timed? out))\\S+.*:(?:check|enforce|javadoc|jar|aggregate|verify|apply|analyze\\S*|lint|validate|spotbugs|report|compile|testCompile|integration-test|single|shade|repackage|generate|helpmojo|descriptor|exec|run) \\(",
                  14,
                  4)
              .hit("^\\[(?:ERROR|WARN)\\] (?:src/|/)\\S*\\.java:\\[?\\d+.*\\[\\w+\\]$")
              .hit(
                  "^(?:\\[ERROR\\] )?The following files had format violations:|^(?:\\[ERROR\\] )?Run 'mvn spotless:apply'",
                  0,
                  14)
              .hit("Rule \\d+: \\S*enforcer\\S* failed|Dependency convergence error", 0, 8)
              .detail("^\\[ERROR\\] Failed to execute goal", 0, 2)
              .detail("\\[INFO\\] .* FAILURE \\[", 0, 0)
              .build(),
          tool("Gradle test", Family.TEST)
              .gate(
                  "> Task :|FAILURE: Build (?:failed|completed)|BUILD FAILED|What went wrong|tests? completed, \\d+ failed|Gradle")
              .hit(
                  "^(?<name>(?!> |Task|Script|Build|Chrome|FAILURE|Execution|Executing|Test |e: |w: |Caused|npm|Error)[A-Za-z_][\\w.$]* > \\S.*) FAILED\\s*$")
              .hit("^(?<name>[\\w.$]+) > (?:initializationError|executionError|classMethod) FAILED")
              .detail("There were failing tests|\\d+ tests? completed, [1-9]\\d* failed", 1, 1)
              .failed("^\\d+ tests? completed, [1-9]\\d* failed")
              .build(),
          tool("Gradle", Family.BUILD)
              .gate("What went wrong|^FAILURE: Build|> Task :")
              .hint(
                  "^Execution failed for task '[^']*(?:compile|ktlint|detekt|checkstyle|spotless|pmd|spotbugs|lint|Lint|javadoc|apiCheck|dokka|jacoco|coverage|verify|validate|kapt|ksp|merge\\w*Resources|process\\w*|errorprone|forbidden|license|dependencyGuard|assemble)[^']*'",
                  1,
                  10)
              .hit(
                  "^> (?:Compilation (?:error|failed)|There were failing tests|Lint found errors|Checkstyle rule violations|The following files had format violations|Analysis failed|Could not find (?!.*(?:Searched|timed))\\S+:\\S+:|Could not (?:get unknown property|set unknown property|find method|compile (?:build|settings) file)|Plugin \\[id: .*was not found|Task '.*' not found|Unsupported class file|A problem was found|Rule violated)",
                  3,
                  10)
              .hit("^(?:Build|Settings) file '.*' line: \\d+", 1, 8)
              .detail("^\\* What went wrong:", 0, 10)
              .detail("^> Task :\\S+ FAILED", 3, 4)
              .build(),
          tool("Kotlin", Family.COMPILER)
              .hit("^e: (?:file:///)?\\S+\\.kts?:\\(?\\d+[:,] ?\\d+\\)?[: ]")
              .hit("^e: \\[ksp\\]|^e: \\S.*\\.kt: \\(\\d+, \\d+\\)")
              .build(),
          tool("javac", Family.COMPILER)
              .hit("^\\s*\\S+\\.java:\\d+: error: ", 0, 5)
              .failed("^\\d+ errors?$")
              .build(),
          tool("ktlint", Family.LINTER)
              .hit(
                  "^\\S+\\.kts?:\\d+:\\d+: .*\\((?:standard:|[\\w-]+)[\\w:-]*\\)$|^\\S+\\.kts?:\\d+:\\d+ Lint error")
              .build(),
          tool("detekt", Family.LINTER)
              .gate("detekt|weighted issues")
              .hit(
                  "Analysis failed with [1-9]\\d* weighted issues|^\\S+\\.kt:\\d+:\\d+: .*\\[\\w+\\]$")
              .build(),
          tool("Checkstyle", Family.LINTER)
              .hit(
                  "^\\[(?:ERROR|WARN|ant:checkstyle)\\] (?:\\[\\w+\\] )?\\S+\\.\\w+:\\[?\\d+(?:[:,]\\d+)?\\]?:? .*\\[\\w+\\]")
              .build(),
          tool("Android Lint", Family.LINTER)
              .gate("Lint found|lint-results")
              .hit("^\\S+:\\d+: Error: .*\\[\\w+\\]|Lint found [1-9]\\d* errors?")
              .build(),
          tool("sbt", Family.TEST)
              .gate("\\[(?:error|info)\\]")
              .list(
                  "^\\[error\\] (?:Failed|Error during) tests:",
                  "^\\[error\\]\\s+(?<name>[\\w.$]+)\\s*$",
                  "^\\[error\\] \\(|^(?!\\[error\\])")
              .hit("^\\[info\\]\\s+(?<name>- .*?) \\*\\*\\* FAILED \\*\\*\\*", 0, 5)
              .hit("^\\[error\\] (?:-- (?:\\[E\\d+\\] )?.*Error: |\\S+\\.scala:\\d+(?::\\d+)?: )")
              .hit("^==> X (?<name>\\S.*?)\\s+[\\d.]+s", 0, 8)
              .failed(
                  "^\\[(?:error|info)\\] (?:Failed: Total \\d+, Failed [1-9]|\\*\\*\\* [1-9]\\d* (?:TEST|SUITE))")
              .passed("^\\[info\\] (?:Passed: Total|All tests passed)")
              .build());

  private JvmTools() {}
}
