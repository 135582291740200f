package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.Tool.tool;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import java.util.List;

/** Python, Ruby, PHP and Perl. */
final class PythonTools {

  private static final String NODE =
      "\\S+?\\.(?:py|pyx|txt|rst|ipynb|md|yaml|yml|feature)(?:::(?:[^\\s\\[]+(?: [^\\s\\[]+)*?(?:\\[.*\\])?))?";

  static final List<Tool> ALL =
      List.of(
          tool("pytest", Family.TEST)
              .gate("^=+ .*=+$|\\bpytest\\b|^(?:FAILED|ERROR) \\S+\\.py")
              .hit(
                  "^(?:\\[gw\\d+\\] (?:\\[ *\\d+%\\] )?)?(?:FAILED|ERROR) (?<name>"
                      + NODE
                      + ")\\s*(?: - .*)?$",
                  0,
                  0)
              .hit("^(?:SUBFAIL|SUBFAILED)\\S* (?<name>" + NODE + ")(?: - .*)?$", 0, 0)
              .hit(
                  "^_{3,} (?!ERROR collecting|coverage|summary|\\S+ summary)(?:ERROR at (?:setup|teardown) of )?(?<spare>\\S.*?) _{3,}$",
                  0,
                  30)
              .hit("^_{3,} ERROR collecting (?<name>\\S+) _{3,}$", 0, 16)
              .detail("^(?:\\[gw\\d+\\] .*)?(?<spare>\\S+\\.py::\\S.*?) (?:FAILED|ERROR)\\b", 0, 0)
              .detail("^E  +\\S", 4, 2)
              .hit(
                  "^(?:FAIL|ERROR:?) Required test coverage of |^Coverage failure: total of|^ERROR: Coverage|^FAIL Required test coverage",
                  2,
                  1)
              .hit(
                  "^(?:ERROR: (?:usage: |file or directory not found|not found: |found no collectors)|INTERNALERROR>|ImportError while loading conftest|_pytest\\.config\\.ConftestImportFailure|pluggy\\.|!+ (?:Interrupted|stopping|xdist))",
                  0,
                  10)
              .detail("^=+ (?:FAILURES|ERRORS|short test summary info) =+$", 0, 3)
              .failed(
                  "^=+ .*\\b[1-9]\\d* (?:failed|errors?)\\b.* in [\\d.]+.*=*$|^\\d+ failed(?:, .*)? in [\\d.]+s")
              .passed(
                  "^=+ (?!.*(?:failed|error))\\d+ (?:passed|skipped|deselected|xfailed|warnings?)\\b.* in [\\d.]+.*=+$")
              .build(),
          tool("unittest", Family.TEST)
              .gate("^Ran \\d+ tests? in |^FAILED \\((?:failures|errors)|^={60,}$")
              .list(
                  "^={60,}$",
                  "^(?:FAIL|ERROR): (?<name>\\S+(?: \\([\\w.<>]+\\))?(?: .*)?)$",
                  "^-{60,}$")
              .detail("^(?<spare>test\\w* \\([\\w.]+\\))(?: \\.\\.\\.)? (?:FAIL|ERROR)$", 0, 0)
              .detail("^Traceback \\(most recent call last\\):", 2, 12)
              .failed("^FAILED \\((?:failures|errors|unexpected)")
              .passed("^OK(?: \\(.*\\))?$")
              .build(),
          tool("doctest", Family.TEST)
              .gate("^\\*{60,}$")
              .hit("^File \"[^\"]+\", line \\d+, in (?<name>\\S+)$", 1, 10)
              .failed("^\\*\\*\\*Test Failed\\*\\*\\* \\d+ failures?")
              .build(),
          tool("tox", Family.BUILD)
              .gate("\\btox\\b|congratulations|evaluation failed")
              .detail(
                  "^\\s*\\S+: (?:FAIL|exit) (?:code )?\\d+|evaluation failed :\\(|^ERROR: +\\S+: commands failed|InvocationError",
                  2,
                  1)
              .build(),
          tool("nox", Family.BUILD)
              .gate("^nox > ")
              .detail("^nox > (?:Command .* failed|Session .* failed)", 2, 1)
              .build(),
          tool("mypy", Family.LINTER)
              .hit("^\\S+\\.pyi?:\\d+(?::\\d+)?: error: ", 0, 2)
              .failed("^Found [1-9]\\d* errors? in \\d+ files?")
              .build(),
          tool("pyright", Family.LINTER)
              .hit("^\\s*\\S+\\.pyi?:\\d+:\\d+ - error: ", 0, 2)
              .hit("^[1-9]\\d* errors?, \\d+ warnings?", 2, 0)
              .build(),
          tool("ruff or flake8", Family.LINTER)
              .hit(
                  "^\\S+\\.(?:pyi?|ipynb)(?:\\S*)?:\\d+:\\d+: (?:[A-Z]{1,4}\\d{2,4}|[A-Z]\\d{3,4}|SyntaxError|invalid-syntax)\\b",
                  0,
                  2)
              .hit("^[A-Z]{1,4}\\d{3,4} (?:\\[\\*\\] )?\\S", "^\\s+--> \\S+:\\d+:\\d+", 8)
              .hit("^Found [1-9]\\d* errors?(?:\\.| \\(\\d+ fixed)", 12, 1)
              .build(),
          tool("pylint", Family.LINTER).hit("^\\S+\\.py:\\d+:\\d+: [EFWCR]\\d{4}: ", 0, 0).build(),
          tool("black", Family.FORMATTER)
              .hit(
                  "^[Ww]ould reformat:? \\S|^\\d+ files? would be reformatted|^error: cannot format ",
                  0,
                  1)
              .hit("^ERROR: .*Imports are incorrectly sorted", 0, 1)
              .detail("^Oh no! ", 1, 1)
              .build(),
          tool("pre-commit", Family.LINTER)
              .gate("^- hook id: |pre-commit|^\\S.*\\.{4,}(?:Passed|Failed|Skipped)")
              .hit("^\\S.*\\.{3,}(?:\\(.*\\))?Failed$", 0, 14)
              .detail("^- (?:hook id|exit code|files were modified)", 1, 4)
              .build(),
          tool("Python", Family.BUILD)
              .hint(
                  "^(?:ModuleNotFoundError|ImportError|SyntaxError|IndentationError|NameError|AttributeError|TypeError|KeyError|ValueError|django\\.core\\.exceptions\\.\\w+|pkg_resources\\.\\w+|AssertionError|FileNotFoundError|RuntimeError|CommandError)(?: \\S+)?: ",
                  14,
                  2)
              .detail("^Traceback \\(most recent call last\\):", 1, 14)
              .build(),
          tool("Python packaging", Family.BUILD)
              .hint(
                  "^\\s*ERROR: (?:No matching distribution|Could not find a version|Failed building wheel|Could not build wheels|Failed to build)|^\\s*error: (?:subprocess-exited-with-error|metadata-generation-failed|legacy-install-failure)",
                  8,
                  6)
              .hit(
                  "^(?:ERROR: (?:Cannot install|ResolutionImpossible|Package '[^']+' requires a different Python|Invalid requirement|Could not open requirements|.*is not a supported wheel)|error: (?:The lockfile at .* needs to be updated|Failed to prepare|No solution found|Failed to build `)|pyproject\\.toml changed significantly|Because .* (?:depends on|requires) |.*version solving failed|\\s*[×╰─▶ ]+ (?:No solution found|Failed to build|Because )|SolverProblemError|PackageNotFoundError|ResolutionImpossible|LibMambaUnsatisfiableError|UnsatisfiableError)",
                  4,
                  10)
              .build(),
          tool("Sphinx or MkDocs", Family.BUILD)
              .gate("(?i)sphinx|mkdocs|docutils|-- Docs")
              .hint(
                  "^\\S+\\.(?:rst|py|md)(?:\\S*)?:(?:\\d+:|docstring).*(?:WARNING|ERROR|CRITICAL):|build finished with problems|Aborted with \\d+ [Ww]arnings?|^(?:WARNING|ERROR) +- +(?:Doc file|A relative|Config|Error)",
                  1,
                  2)
              .build(),
          tool("RSpec", Family.TEST)
              .gate("^\\d+ examples?, |^rspec \\S|^Failed examples:|^Failures:$")
              .hit("^rspec (?<name>['\"]?\\./\\S+.*?)\\s*$", 0, 0)
              .detail("^\\s+\\d+\\) (?<spare>\\S.*)$", 0, 16)
              .detail(
                  "^\\s*(?:Failure/Error:|expected|got:|An error occurred while loading|An error occurred in)",
                  1,
                  8)
              .failed("^\\d+ examples?, (?:[1-9]\\d* failures?|0 failures, [1-9]\\d* errors?)")
              .passed("^\\d+ examples?, 0 failures(?!, [1-9]\\d* errors?)")
              .build(),
          tool("minitest", Family.TEST)
              .gate(
                  "^\\d+ (?:runs|tests), \\d+ assertions|^\\s*(?:Failure|Error):\\s*$|^\\s*\\d+\\) (?:Failure|Error):")
              .hit("^(?<name>[A-Z][\\w:]*#test_\\S+?)(?: \\[\\S+\\])?:?\\s*$", 1, 10)
              .hit("^(?:Failure|Error): (?<name>test\\S*(?: \\S+)*?\\([A-Z][\\w:]*\\))", 0, 12)
              .detail("^(?:bin/)?rails test \\S+:\\d+", 0, 0)
              .failed(
                  "^\\d+ (?:runs|tests), \\d+ assertions, (?:[1-9]\\d* failures|0 failures, [1-9]\\d* errors)")
              .passed("^\\d+ (?:runs|tests), \\d+ assertions, 0 failures, 0 errors")
              .build(),
          tool("Cucumber", Family.TEST)
              .gate("^\\d+ scenarios? \\(|^cucumber |Failing [Ss]cenarios:")
              .hit("^(?:cucumber (?:-p \\S+ )?)(?<name>\\S+\\.feature\\S*.*)$", 0, 0)
              .list(
                  "^Failing scenarios:",
                  "^\\s*(?<name>\\S+\\.feature:\\d+.*)$",
                  "^\\d+ (?:features|scenarios)|^\\s*$")
              .failed("^\\d+ scenarios? \\(.*[1-9]\\d* (?:failed|undefined)|, [1-9]\\d* failed,")
              .build(),
          tool("RuboCop", Family.LINTER)
              .hit("^\\S+:\\d+:\\d+: [EFWC]: (?:\\[Corr\\w+\\] )?\\S+(?:/\\S+)?: ", 0, 3)
              .hit("^\\d+ files? inspected, [1-9]\\d* offenses? ", 1, 0)
              .build(),
          tool("Bundler", Family.BUILD)
              .hint(
                  "^(?:Bundler could not find compatible|Could not find (?:gem|compatible) |The gemspec for|Your bundle is locked to|The dependencies in your gemfile changed|Your Ruby version is|An error occurred while installing|.*LoadError\\)|.*cannot load such file)|(?:NameError|NoMethodError|LoadError|SyntaxError|ArgumentError)\\)$|^rails aborted!|^rake aborted!",
                  1,
                  10)
              .build(),
          tool("PHPUnit", Family.TEST)
              .gate(
                  "PHPUnit|^There (?:was|were) \\d+ (?:failure|error)|^FAILURES!|^Tests: \\d+, Assertions|Pest|^\\s*FAILED  ")
              .hit(
                  "^\\d+\\) (?<name>[A-Za-z_][\\w\\\\]*::\\w+(?: with data set (?:#\\d+|\"[^\"]*\"))?)",
                  0,
                  10)
              .hit("^\\s*FAILED\\s+(?<name>\\S+ > .*?)(?:\\s{2,}\\S*|\\s*)$", 0, 16)
              .detail("^\\s+[⨯✗] ", 0, 0)
              .detail("^There (?:was|were) [1-9]\\d* (?:failure|error)", 0, 4)
              .failed(
                  "^(?:FAILURES!|ERRORS!|Tests: \\d+, Assertions: \\d+, (?:Failures|Errors): [1-9])|^\\s*Tests:\\s+[1-9]\\d* failed")
              .passed("^OK \\(\\d+ tests?|^OK, but |^\\s*Tests:\\s+(?!.*failed)\\d+ passed")
              .build(),
          tool("PHPStan or Psalm", Family.LINTER)
              .gate("(?i)phpstan|psalm|larastan|\\[ERROR\\] Found|^ -+ -+ *$")
              .hit(
                  "\\[ERROR\\] Found [1-9]\\d* errors?|^(?:ERROR|\\S+ERROR): \\w+ - \\S+:\\d+",
                  2,
                  3)
              .detail("^\\s+(?:Line\\s+\\S+\\.php|:?\\d+\\s{2,}\\S.*)$", 1, 2)
              .build(),
          tool("PHP", Family.BUILD)
              .hit(
                  "^(?:PHP )?(?:Parse|Fatal) error: |^\\s*\\d+\\) \\S+\\.php(?: \\(|$)|^FOUND [1-9]\\d* ERRORS?|^ *\\d+ \\| (?:ERROR|WARNING) \\||Your requirements could not be resolved|Your lock file does not contain|Found \\d+ of \\d+ files that can be fixed",
                  1,
                  8)
              .build(),
          tool("prove", Family.TEST)
              .gate("^Test Summary Report|^Result: (?:FAIL|PASS)|^Files=\\d+")
              .hit("^(?<name>\\S+\\.t)\\s+\\(Wstat: (?!0 Tests: \\d+ Failed: 0)", 0, 4)
              .detail("^#\\s+(?:Failed test|at \\S+ line|got:|expected:)", 0, 4)
              .failed("^Result: FAIL")
              .passed("^Result: PASS")
              .build());

  private PythonTools() {}
}
