package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.Tool.tool;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import java.util.List;

/** Node, Deno, Bun and browsers. */
final class JavaScriptTools {

  static final List<Tool> ALL =
      List.of(
          tool("Jest", Family.TEST)
              .gate(
                  "^\\s*(?:FAIL|PASS)\\s+\\S|^Test Suites:|^\\s+● |Ran all test suites|\\bjest\\b")
              .hit(
                  "^\\s*● (?!Console|Test suite failed to run|Cannot log after|process\\.exit|Deprecation|Validation|Multiple|Unrecognized|.*\\[(?:log|error|warn)\\])(?<name>\\S.*)$",
                  0,
                  26)
              .hit("^\\s*● (?<suite>Test suite failed to run)", 1, 20)
              .detail("^\\s*FAIL\\s+(?:\\S+ )?(?<file>\\S+\\.[cm]?[jt]sx?)\\b", 0, 2)
              .detail("^\\s+✕ (?<spare>\\S.*?)(?: \\([\\d.]+ m?s\\))?$", 0, 0)
              .detail("^(?:Jest: |.*)coverage threshold for .* not met", 0, 1)
              .detail("Snapshots:\\s+[1-9]\\d* failed", 1, 2)
              .detail("^\\s*(?:Expected|Received)\\b.*:", 2, 3)
              .failed(
                  "^(?:Tests|Test Suites|Snapshots):\\s+(?:\\d+ \\w+, )?[1-9]\\d* (?:failed|obsolete)")
              .passed("^Tests:\\s+(?!.*failed)\\d+")
              .build(),
          tool("Jest coverage", Family.TEST)
              .hit("(?:coverage threshold for|Coverage for) .* (?:not met|does not meet)", 2, 2)
              .build(),
          tool("Vitest", Family.TEST)
              .gate("⎯⎯|^\\s*Test Files\\s|\\bvitest\\b|^ (?:❯|×|✓|RUN) ")
              .hit(
                  "^\\s*(?:\\| )?FAIL\\s+(?:\\|[^|]+\\|\\s+|(?:chromium|firefox|webkit|\\w+)\\s{2,})?(?<name>\\S+\\.[cm]?[jt]sx?(?: > .*)?)$",
                  0,
                  22)
              .hit("^\\s*FAIL\\s+(?:\\|[^|]+\\|\\s+)?(?<name>\\S+\\.[cm]?[jt]sx?) \\[", 0, 14)
              .hit("^⎯+ (?:Failed (?:Tests|Suites)|Unhandled (?:Errors?|Rejections?)) ", 0, 10)
              .detail("^\\s+[×✗] (?<spare>\\S.*?)(?: \\d+m?s)?$", 0, 2)
              .detail("^\\s*(?:AssertionError|TypeError|ReferenceError|Error|SyntaxError): ", 1, 10)
              .detail("^ERROR: Coverage for ", 0, 0)
              .failed(
                  "^\\s*(?:Test Files|Tests|Errors|Snapshots)\\s+(?:[1-9]\\d* (?:failed|errors?))")
              .passed("^\\s*Tests\\s+(?!.*failed)\\d+ passed")
              .build(),
          tool("Mocha", Family.TEST)
              .gate("^\\s*[1-9]\\d* failing\\b(?! as expected)")
              .hit("^\\s*[1-9]\\d* failing\\b(?! as expected)", 2, 30)
              .detail(
                  "^\\s+(?:AssertionError|TypeError|ReferenceError|Error|CypressError|TimeoutError|Uncaught .*)\\b.*:",
                  4,
                  8)
              .build(),
          tool("Cypress", Family.TEST)
              .gate("\\(Run Finished\\)|Cypress:")
              .hit("^\\s*✖\\s+[1-9]\\d* of \\d+ failed|│ ✖ ", 2, 2)
              .build(),
          tool("Playwright", Family.TEST)
              .gate(
                  "› .*:\\d+:\\d+ ›|^\\s*\\d+ (?:failed|flaky|interrupted)$|Running \\d+ tests? using")
              .list(
                  "^\\s*[1-9]\\d* (?:failed|interrupted|timed out)$",
                  "^\\s+(?<name>(?:\\[[^\\]]+\\] › )?\\S+:\\d+:\\d+ › .*?)\\s*[─=]*\\s*$",
                  "^\\s*\\d+ (?:flaky|skipped|did not run|passed|failed|interrupted)")
              .detail("^\\s+\\d+\\) (?:\\[[^\\]]+\\] › )?\\S+:\\d+:\\d+ › ", 0, 24)
              .failed("^\\s*[1-9]\\d* (?:failed|interrupted)$")
              .build(),
          tool("node:test", Family.TEST)
              .gate(
                  "^(?:TAP version|ℹ (?:tests|fail)|# (?:tests|fail) \\d|✖ failing tests|1\\.\\.\\d+)")
              .hit("^\\s*not ok \\d+(?: -)? (?<name>(?!.*# (?:TODO|SKIP))\\S.*)$", 0, 20)
              .list(
                  "^✖ failing tests:",
                  "^✖ (?<name>(?!failing)\\S.*?)(?: \\([\\d.]+ms\\))?$",
                  "^(?:##\\[|npm |error )")
              .failed("^(?:ℹ|#) fail(?:ed)? [1-9]|^# failed [1-9]|^# Looks like you failed")
              .passed("^(?:ℹ|#) fail 0")
              .build(),
          tool("Ava", Family.TEST)
              .hit("^\\s*✘ \\[fail\\]: (?<name>\\S.*)$")
              .failed("^\\s*[1-9]\\d* tests? failed$")
              .build(),
          tool("Bun", Family.TEST)
              .gate("^bun test v|^\\s*\\d+ (?:pass|fail)$|^\\(fail\\) ")
              .hit("^\\(fail\\) (?<name>\\S.*?)(?: \\[[\\d.]+m?s\\])?$", 18, 3)
              .failed("^\\s*[1-9]\\d* fail$")
              .passed("^\\s*0 fail$")
              .build(),
          tool("Deno", Family.TEST)
              .gate("^running \\d+ tests? from |^ FAILURES |\\bdeno\\b")
              .hit("^(?<name>\\S.*?) \\.\\.\\. FAILED \\(", 0, 3)
              .detail("^(?: ERRORS| FAILURES)", 0, 16)
              .failed("^FAILED \\| ")
              .passed("^ok \\| \\d+ passed")
              .build(),
          tool("Karma", Family.TEST)
              .gate("\\bkarma\\b|Chrome Headless|Executed \\d+ of \\d+")
              .hit(
                  "^(?:Chrome|Firefox|Safari|Edge|HeadlessChrome|ChromeHeadless)[\\w. ]*\\([^)]*\\):? (?<name>(?!Executed|LOG|ERROR|WARN)\\S.*) FAILED$",
                  0,
                  10)
              .failed("Executed \\d+ of \\d+ .*\\([1-9]\\d* FAILED\\)")
              .build(),
          tool("Jasmine", Family.TEST)
              .gate("^\\d+ specs?, [1-9]\\d* failures?")
              .list("^Failures:\\s*$", "^\\d+\\) (?<name>\\S.*)$", "^(?:Ran \\d+|\\d+ specs?)")
              .failed("^\\d+ specs?, [1-9]\\d* failures?")
              .build(),
          tool("WebdriverIO", Family.TEST)
              .gate("wdio|webdriverio")
              .hit("^\\[[^\\]]+\\]\\s+✖ (?<name>\\S.*)$", 0, 4)
              .build(),
          tool("TypeScript", Family.COMPILER)
              .hit(
                  "^(?:.*?[ :])?\\S+\\.(?:[cm]?tsx?|vue|svelte|jsx?|mts|json)(?:\\(\\d+,\\d+\\)|:\\d+:\\d+)(?: -|:) error (?:TS|NG)\\d+:",
                  0,
                  6)
              .hit(
                  "^error TS\\d+: |^(?:Error|ERROR): error TS\\d+|^Type error: |^(?:\\[tsl\\] ERROR|TS\\d+: )",
                  3,
                  6)
              .hit("^(?:ERROR in|Error:|✖|✘) .*(?:TS|NG)\\d{4,}", 1, 6)
              .detail("^Found [1-9]\\d* errors? in ", 0, 3)
              .build(),
          tool("svelte-check", Family.COMPILER)
              .gate("svelte-check|vue-tsc|astro check")
              .hit("^(?:Error|ERROR): |found [1-9]\\d* errors?|^- [1-9]\\d* errors?", 1, 5)
              .build(),
          tool("ESLint", Family.LINTER)
              .hit("^\\s+\\d+:\\d+\\s+error\\s+\\S.*", 1, 0)
              .hit("^✖ \\d+ problems? \\((?!0 errors)", 1, 1)
              .hit("^\\d+:\\d+\\s+Error: ", 1, 2)
              .detail(
                  "ESLint found too many warnings|^Oops! Something went wrong|with ESLint\\b|Failed to load (?:config|plugin)",
                  1,
                  6)
              .build(),
          tool("Biome", Family.LINTER)
              .gate("\\bbiome\\b|lint/\\w+/\\w+|Found \\d+ errors?\\.")
              .hit(
                  "^\\S+(?::\\d+:\\d+)? (?:lint/\\S+|format|organizeImports|assist/\\S+|parse)\\b.*━",
                  0,
                  14)
              .hit("^(?:Found [1-9]\\d* errors?\\.|✖ |× Some errors were emitted)", 1, 1)
              .build(),
          tool("Oxlint", Family.LINTER)
              .hit("^Found \\d+ warnings? and [1-9]\\d* errors?|^\\s*[×x] \\S+\\([\\w-]+\\):", 1, 5)
              .build(),
          tool("Prettier", Family.FORMATTER)
              .hit(
                  "^\\[(?:warn|error)\\] (?:Code style issues|Forgot to run Prettier|\\S+\\.\\w+: SyntaxError)|Code style issues (?:found|fixed)|Error occurred when checking code style",
                  14,
                  0)
              .detail("^\\[warn\\] \\S+\\.\\w+$", 1, 1)
              .build(),
          tool("Stylelint", Family.LINTER)
              .gate("stylelint|problems? \\(")
              .hit("^\\s+\\d+:\\d+\\s+[✖×]\\s+\\S", 1, 0)
              .build(),
          tool("bundler", Family.BUILD)
              .hit(
                  "^(?:Module not found: |Error: (?:Cannot find module|Can't resolve)|.*Can't resolve '|RollupError: |\\[vite\\]: Rollup failed|error during build:|Failed to compile\\.|.*Build failed with \\d+ errors?|✘ \\[ERROR\\] |> Build (?:error|failed)|.*Could not resolve \"|ERROR in \\S|webpack .*compiled with [1-9]\\d* errors?|.*Export encountered (?:an )?errors?|Error occurred prerendering page|Build optimization failed|\\[plugin:? ?[\\w:@/-]+\\] |Error: Build failed|.*is not exported by )",
                  2,
                  12)
              .hint(
                  "^(?:\\S+: )?(?:SyntaxError|TypeError|ReferenceError|RangeError)(?: \\[\\w+\\])?: ",
                  6,
                  8)
              .hit(
                  "^(?:node:internal/\\S+:\\d+|Error(?: \\[ERR_\\w+\\])?: Cannot find (?:module|package))|code: '(?:MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND|ERR_UNKNOWN_FILE_EXTENSION|ERR_REQUIRE_ESM)'",
                  4,
                  10)
              .build(),
          tool("npm", Family.BUILD)
              .hit(
                  "^npm (?:ERR!|error) (?:code (?:ERESOLVE|EUSAGE|ETARGET|E404|EJSONPARSE|EBADENGINE|ENOVERSIONS|EINTEGRITY|ENOLOCK|EINVALIDTAGNAME|EUNSUPPORTEDPROTOCOL|EOVERRIDE|EDUPLICATEWORKSPACE|EBADPLATFORM)\\b|Missing script:|`npm ci` can only|.*No matching version|Invalid: lock file|Missing: .* from lock file)",
                  1,
                  14)
              .hit(
                  "ERR_PNPM_(?:OUTDATED_LOCKFILE|LOCKFILE_\\w+|NO_MATCHING_VERSION|PEER_DEP_ISSUES|FETCH_404|NO_LOCKFILE|UNSUPPORTED_ENGINE|BAD_PM_VERSION|NO_SCRIPT|WORKSPACE_PKG_NOT_FOUND|FROZEN_LOCKFILE\\w*|TARBALL_INTEGRITY|CATALOG\\w*|NO_PKG_MANIFEST)",
                  1,
                  8)
              .hit(
                  "^➤ YN00(?:28|02|60|16|27|35|82)|^error (?:Your lockfile needs to be updated|Couldn't find any versions|Command \"[^\"]+\" not found|.*The engine \"node\" is incompatible|Found incompatible module|Couldn't find package)|^(?:➤ )?YN0028",
                  1,
                  4)
              .hit(
                  "^error: (?:lockfile had changes, but lockfile is frozen|script \"[^\"]+\" (?:not found|exited))|Usage Error: ",
                  1,
                  3)
              .detail("^npm (?:ERR!|error)|ELIFECYCLE|^error Command failed", 2, 2)
              .build());

  private JavaScriptTools() {}
}
