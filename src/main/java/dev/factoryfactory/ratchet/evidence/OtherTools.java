package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.Tool.tool;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import java.util.List;

/**
 * Build systems of many languages, functional languages, infrastructure as code and checks of a
 * repository.
 */
final class OtherTools {

  static final List<Tool> ALL =
      List.of(
          tool("Bazel", Family.TEST)
              .gate("Build completed|Executed \\d+ out of \\d+|^(?:ERROR|FAIL|INFO): ")
              .hit(
                  "^(?<name>(?:@\\S*)?//\\S+)\\s+(?:FAILED(?! TO BUILD)|TIMEOUT|NO STATUS)\\b",
                  0,
                  2)
              .hit("^FAIL: (?<name>(?:@\\S*)?//\\S+) \\(", 0, 6)
              .hit("^(?<name>(?:@\\S*)?//\\S+)\\s+FAILED TO BUILD", 0, 1)
              .hit(
                  "^ERROR: (?!.*(?:Download|IOException|timed out|503|502|UNAVAILABLE))\\S+:\\d+:\\d+: ",
                  0,
                  10)
              .failed("^Executed \\d+ out of \\d+ tests?: .*[1-9]\\d* fail|Build did NOT complete")
              .build(),
          tool("ExUnit", Family.TEST)
              .gate(
                  "^\\d+ (?:tests?|doctests?), .*failures?|Finished in [\\d.]+ seconds|\\bmix test\\b")
              .hit("^\\s+\\d+\\) (?<name>(?:test|doctest|property) .*\\([A-Z][\\w.]*\\))", 0, 16)
              .failed("^\\d+ .*, [1-9]\\d* failures?")
              .passed("^\\d+ .*, 0 failures")
              .build(),
          tool("Elixir", Family.COMPILER)
              .hint(
                  "^\\*\\* \\((?:CompileError|SyntaxError|TokenMissingError|Mix|\\w+Error)\\) |^== Compilation error|^\\s*error: .*|Compilation failed due to warnings",
                  1,
                  10)
              .gate(
                  "\\*\\* \\(|Compiling \\d+ files? \\(\\.(?:ex|erl)|\\bmix\\b|== Compilation error")
              .build(),
          tool("Credo", Family.LINTER)
              .gate("\\bcredo\\b|┃")
              .hit(
                  "^┃ \\[\\w\\] |found [1-9]\\d* .*(?:issue|warning|refactoring|consistency)", 0, 2)
              .build(),
          tool("hspec or tasty", Family.TEST)
              .gate("\\.hs:\\d+|Test suite \\S+: |^\\d+ out of \\d+ tests failed")
              .detail("^\\s+\\d+\\) \\S", 0, 8)
              .hit("^\\s*(?<name>\\S.*?):\\s+FAIL(?: \\(|$)", 0, 8)
              .list(
                  "^Failures:",
                  "^\\s+\\d+\\) (?<name>\\S.*)$",
                  "^Randomized|^Finished|^\\d+ examples")
              .failed(
                  "^\\d+ examples?, [1-9]\\d* failures?|^[1-9]\\d* out of \\d+ tests failed|^Test suite \\S+: FAIL")
              .build(),
          tool("GHC", Family.COMPILER)
              .hit(
                  "^\\S+\\.hs:(?:\\d+:\\d+(?:-\\d+)?|\\(\\d+,\\d+\\)-\\(\\d+,\\d+\\)): error",
                  0,
                  10)
              .hit(
                  "^Error: \\[?[Cc]abal|cabal: (?:Could not resolve dependencies|Failed to build)",
                  0,
                  8)
              .build(),
          tool("Clojure", Family.TEST)
              .hit("^(?:FAIL|ERROR) in \\(?(?<name>[^\\s()]+)\\)?(?: \\(\\S+:\\d+\\))?", 0, 10)
              .failed("^[1-9]\\d* failures?, |^\\d+ tests?, .*[1-9]\\d* failures?")
              .passed("^0 failures, 0 errors")
              .build(),
          tool("OCaml", Family.COMPILER)
              .hit("^File \"[^\"]+\\.ml[iy]?\", lines? \\d+.*:$", 0, 10)
              .hit("^\\s*\\[FAIL\\]\\s+(?<name>\\S.*)$", 0, 4)
              .build(),
          tool("testthat", Family.TEST)
              .gate("testthat|══ Failed|\\[ FAIL \\d+|R CMD check|── (?:Failure|Error)")
              .hit("^── (?:\\d+\\. )?(?:Failure|Error) \\(.*?\\): (?<name>.*?) ─*\\s*$", 0, 10)
              .failed("\\[ FAIL [1-9]")
              .passed("\\[ FAIL 0 ")
              .build(),
          tool("R CMD check", Family.BUILD)
              .hint(
                  "^Status: [1-9]\\d* (?:ERROR|WARNING)|^❯ checking .*\\.\\.\\. (?:ERROR|WARNING|NOTE)|^\\* checking .*\\.\\.\\. ERROR|^ERROR: dependenc|^Error in .* :|^Execution halted",
                  2,
                  8)
              .build(),
          tool("Julia", Family.TEST)
              .hit("^(?<name>\\S.*?): (?:Test Failed|Error During Test) at ", 0, 8)
              .hit(
                  "^(?:Test Failed|Error During Test) at |^ERROR: LoadError: |^ERROR: Package .* errored during testing",
                  1,
                  8)
              .build(),
          tool("Zig", Family.COMPILER)
              .hit("^\\S+\\.zig:\\d+:\\d+: error: |^error: '(?<name>[^']+)' failed", 0, 6)
              .build(),
          tool("Nim or Crystal", Family.COMPILER)
              .hit(
                  "^\\S+\\.nim\\(\\d+, \\d+\\) Error: |^\\s+\\[FAILED\\] |^In \\S+\\.cr:\\d+:\\d+|^crystal spec \\S+:\\d+",
                  0,
                  8)
              .build(),
          tool("bats", Family.TEST)
              .gate("^1\\.\\.\\d+|bats")
              .hit("^not ok \\d+ (?<name>(?!- )(?!.*# (?:TODO|SKIP|skip))\\S.*)$", 0, 8)
              .hit("^ ✗ (?<name>\\S.*)$", 0, 8)
              .build(),
          tool("Robot Framework", Family.TEST)
              .hit("^(?<name>\\S.*?)\\s+\\| FAIL \\|", 0, 3)
              .failed("^\\d+ tests?, \\d+ passed, [1-9]\\d* failed")
              .passed("^\\d+ tests?, \\d+ passed, 0 failed")
              .build(),
          tool("busted", Family.TEST)
              .gate("\\d+ success(?:es)? / \\d+ failures?")
              .hit("^(?:Failure|Error) → \\S+ @ \\d+$", 0, 8)
              .failed("/ [1-9]\\d* (?:failures?|errors?)")
              .build(),
          tool("Godot, Unity or others", Family.TEST)
              .gate("GUT|Unity|Godot")
              .hit(
                  "^\\s*\\[Failed\\]:|Scripts have compiler errors|Assets/.*\\.cs\\(\\d+,\\d+\\): error",
                  1,
                  3)
              .build(),
          tool("Terraform", Family.BUILD)
              .hit(
                  "^[│╷]?\\s*Error: (?!.*(?:timeout|Failed to (?:query|install)|error (?:acquiring|configuring)|rate limit|[Uu]nauthorized|AccessDenied|403|50\\d))(?:Unsupported|Invalid|Missing|Reference|Unclosed|Argument|Duplicate|Incorrect|Inconsistent|Module|Unreadable|No (?:value|configuration)|Call to|Cycle|Extra|Error in function|Attribute|Provider (?:configuration|produced)|Terraform|Conflicting|Self-ref|Variable|Output|expected|\\\"\\w+\\\")",
                  2,
                  10)
              .hit(
                  "^(?:main|variables|outputs|\\S+)\\.tf(?:vars)?$|^\\S+\\.tf - |^[1-9]\\d* issue\\(s\\) found|^\\s*run \"[^\"]+\"\\.\\.\\. fail|Check: \"?CKV\\w+",
                  1,
                  6)
              .gate("(?i)terraform|tofu|tflint|checkov|\\.tf\\b")
              .build(),
          tool("Docker build", Family.BUILD)
              .gate(
                  "^(?:#\\d+ |Step \\d+/\\d+|Dockerfile:|>>> |ERROR: failed to (?:solve|build)|\\S+ failed to solve)|buildx|Sending build context")
              .detail(
                  "^(?:#\\d+ )?ERROR:|failed to solve|^\\s*>>> |^Dockerfile\\S*:\\d+|^The command '.*' returned a non-zero code",
                  6,
                  5)
              .hit(
                  "(?:failed to (?:compute|calculate) (?:cache key|checksum)|COPY failed|ADD failed).*(?:not found|no such file|stat )|dockerfile parse error|failed to read dockerfile|unknown instruction|target stage .* could not be found|failed to process \"|Dockerfile parse error",
                  2,
                  8)
              .build(),
          tool("Compose or Kubernetes", Family.BUILD)
              .hint(
                  "^(?:yaml: |error: error parsing |Error: (?:INSTALLATION FAILED|UPGRADE FAILED|YAML parse error|template: |execution error at)|\\[ERROR\\] (?:templates/|Chart\\.yaml)|.*error validating data|.*services\\.\\S+ (?:must be|Additional property)|Error: \\d+ chart\\(s\\) linted, [1-9]\\d* chart\\(s\\) failed)",
                  1,
                  5)
              .build(),
          tool("Ansible", Family.TEST)
              .gate("^(?:PLAY|TASK) |ansible|molecule")
              .hint(
                  "^fatal: \\[[^\\]]+\\]: FAILED!|^ERROR! |^CRITICAL Ansible|^Failed: [1-9]\\d* failure|^\\S+: .*\\[\\w+\\]$",
                  4,
                  3)
              .build(),
          tool("actionlint or workflow", Family.LINTER)
              .hit(
                  "^\\.github/workflows/\\S+:\\d+:\\d+: |Unable to resolve action|Invalid workflow file|is not a valid (?:workflow|action)|Unexpected (?:value|input)\\b.*workflow|Unrecognized named-value|Can't find 'action\\.yml'|This request has been automatically failed because it uses a deprecated version|The template is not valid|##\\[error\\]\\.github/workflows/",
                  1,
                  5)
              .build(),
          tool("shellcheck", Family.LINTER)
              .hit(
                  "^In \\S+ line \\d+:|SC\\d{4} \\((?:error|warning|info|style)\\)|\\[SC\\d{4}\\]$",
                  1, 6)
              .build(),
          tool("markup linter", Family.LINTER)
              .hit(
                  "^\\S+\\.(?:md|markdown|mdx):\\d+(?::\\d+)? (?:error )?MD\\d{3}|^\\S+\\.ya?ml:\\d+:\\d+: \\[error\\]|^\\s+\\d+:\\d+\\s+error\\s+.*\\([\\w-]+\\)$|^\\S+:\\d+ DL\\d{4}\\b|^\\S+\\.(?:adoc|rst|md|txt):\\d+:.*(?:vale|error)",
                  1, 1)
              .build(),
          tool("spelling", Family.LINTER)
              .hit(
                  "^error: `[^`]+` -> |^error: `[^`]+` should be|^\\S+:\\d+: \\S+ ==> \\S+|Unknown word \\(|Misspelled words|CSpell: Files checked: .*Issues found: [1-9]",
                  0,
                  4)
              .build(),
          tool("link check", Family.LINTER)
              .gate("(?i)lychee|link ?check|linkinator|broken link|htmlproofer|muffet")
              .hit(
                  "^\\[(?:404|410|ERROR|4\\d\\d)\\] |🚫 Errors\\.*\\s*[1-9]|broken links? found|ERROR: [1-9]\\d* dead links?|Docusaurus found broken|HTML-Proofer found [1-9]",
                  1,
                  4)
              .build(),
          tool("commit rules", Family.LINTER)
              .hit(
                  "^[✖⧗]\\s+(?:found [1-9]\\d* problems|input:|subject|type|header|body|scope)|does not (?:follow|match) the conventional|No release type found in pull request title|Unknown release type|missing (?:a )?(?:changeset|Signed-off-by|license header)|Some packages have been changed but no changesets|License header (?:missing|check failed)|Cannot find license header|has an invalid license header|the following files don't have a valid license header|No news fragment",
                  2,
                  4)
              .build(),
          tool("git", Family.BUILD)
              .hit("^CONFLICT \\(|^Automatic merge failed|^error: could not apply ", 3, 3)
              .build(),
          tool("generated files", Family.FORMATTER)
              .hint(
                  "^(?:.*)(?:not up[ -]to[ -]date|out of (?:date|sync)|is dirty|working (?:tree|directory) is not clean|uncommitted changes|please (?:run|commit|regenerate|execute)|needs? to be (?:regenerated|updated|re-?generated)|are out of date|has drifted|differs? from (?:the )?(?:committed|generated|checked))",
                  8,
                  6)
              .detail("^diff --git a/", 0, 14)
              .build(),
          tool("size or coverage limit", Family.LINTER)
              .hint(
                  "(?i)(?:bundle|package|size) .*(?:exceed(?:s|ed)|limit has been exceeded|over budget)|coverage .*(?:below|less than|does not meet|under|failed).*(?:threshold|minimum|%)|Quality gate (?:has )?failed|QUALITY GATE STATUS: FAILED|regression(?:s)? detected|Performance (?:regression|alert)",
                  3, 4)
              .build(),
          tool("dependency audit", Family.AUDIT)
              .gate(
                  "# npm audit report|audit report|Packages audited|CVE-\\d{4}-|GHSA-|(?i)\\b(?:trivy|grype|snyk|osv-scanner|govulncheck|pip-audit|cargo[ -]audit|dependency[ -]check|dependency[ -]review|bundler-audit|composer audit|pnpm audit|yarn (?:npm )?audit)\\b")
              .hit(
                  "^(?:Total: [1-9]\\d* \\(|[1-9]\\d* (?:\\w+ severity )?vulnerabilit|Found [1-9]\\d* (?:known )?vulnerabilit|✗ (?:Low|Medium|High|Critical) severity|Vulnerability #\\d+: |error: Vulnerable|.*One or more dependencies were identified with vulnerabilities|Your code is affected by [1-9]|.*\\[\\d+\\]: GHSA|Vulnerabilities found!|\\S+ +\\S+ +(?:PYSEC|GHSA|CVE)-)|^found [1-9]\\d* (?:\\w+ )?vulnerabilit|^\\[1-9]\\d* advisor|Dependency review detected vulnerable",
                  2,
                  10)
              .build(),
          tool("secrets or code scan", Family.LINTER)
              .gate("(?i)gitleaks|trufflehog|semgrep|bandit|gosec|codeql|brakeman|zizmor|scorecard")
              .hit(
                  "leaks found: [1-9]|^\\s*Finding:|[1-9]\\d* (?:Code|blocking) Finding|^>> Issue: |^Issues : [1-9]|Security Warnings: [1-9]|error\\[\\w[\\w-]+\\]: |[1-9]\\d* findings",
                  1,
                  8)
              .build());

  private OtherTools() {}
}
