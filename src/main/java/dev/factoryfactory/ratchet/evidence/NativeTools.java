package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.Tool.tool;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import java.util.List;

/** Go, Rust, C and C++, .NET, Swift, Dart and other compiled languages. */
final class NativeTools {

  static final List<Tool> ALL =
      List.of(
          tool("go test", Family.TEST)
              .hit("^\\s*--- FAIL: (?<name>\\S+)(?: \\([\\d.]+s\\))?", 6, 10)
              .hit("^=== FAIL: (?:\\S+ )(?<name>\\S+)(?: \\([\\d.]+s\\))?", 0, 10)
              .hit("^FAIL\\s+\\S+ \\[(?:build|setup) failed\\]", 4, 1)
              .hit("^panic: test timed out after ", 0, 12)
              .hit("^\\s*running tests:", 0, 6)
              .detail("^panic: |^fatal error: ", 2, 16)
              .detail("^\\s+\\S+_test\\.go:\\d+: ", 1, 6)
              .failed(
                  "^FAIL\\s+\\S+\\s+[\\d.]+s|^FAIL$|^DONE \\d+ tests.* [1-9]\\d* (?:failures?|errors?)")
              .passed("^ok\\s+\\S+\\s+(?:[\\d.]+s|\\(cached\\))")
              .build(),
          tool("Ginkgo", Family.TEST)
              .gate("^Summarizing \\d+ Failures?|Ginkgo|^Ran \\d+ of \\d+ Specs")
              .hit("^\\s*\\[(?:FAIL|PANICKED!?|TIMEDOUT)\\] (?<name>(?!\\[)\\S.*)$", 0, 2)
              .detail("^• (?:\\[FAILED\\]|Failure)", 0, 14)
              .failed("^FAIL! -- ")
              .passed("^SUCCESS! -- ")
              .build(),
          tool("Go", Family.COMPILER)
              .hit("^(?:vet: )?(?:\\./|\\.\\./)?[\\w./@-]+\\.go:\\d+:\\d+: (?!\\S*\\.go)", 1, 3)
              .hit(
                  "^(?:go: (?:updates to go\\.mod needed|inconsistent vendoring|.*missing go\\.sum entry|errors parsing go\\.mod|module .* requires|cannot find main module|.*(?:unknown revision|invalid version|no matching versions|requires go >=|found, but does not contain package))|\\S+\\.go:\\d+:\\d+: (?:no required module|missing go\\.sum|cannot find package)|SECURITY ERROR|verifying .*checksum mismatch|undefined reference|# \\S+/\\S+$)",
                  1,
                  4)
              .build(),
          tool("golangci-lint", Family.LINTER)
              .hit("^\\S+\\.go:\\d+(?::\\d+)?: .*\\([\\w-]+\\)$", 0, 2)
              .hit("^[1-9]\\d* issues[:.]|issues found$|^level=error msg=\"\\[linters", 2, 6)
              .build(),
          tool("gofmt", Family.FORMATTER)
              .hit(
                  "^diff (?:-u )?\\S+\\.go(?:\\.orig)? \\S+\\.go|^(?:.*\\bnot `?gofmt|.*File is not `?(?:gofmt|goimports|gofumpt))",
                  0,
                  12)
              .build(),
          tool("cargo test", Family.TEST)
              .gate("^running \\d+ tests?$|^test result: |^test \\S+ \\.\\.\\. |^failures:$")
              .hit("^test (?<name>\\S.*?) \\.\\.\\. FAILED$", 0, 0)
              .list(
                  "^failures:$",
                  "^    (?<name>[A-Za-z_][\\w:]*(?: \\(.*\\))?)$",
                  "^test result:|^\\S|^---- ")
              .detail("^---- \\S.* stdout ----", 0, 12)
              .detail("^thread '(?<spare>[\\w:]+)' (?:\\(\\d+\\) )?panicked at", 0, 5)
              .detail("panicked at |^\\s*(?:left|right): ", 1, 6)
              .failed("^test result: FAILED\\.")
              .passed("^test result: ok\\.")
              .build(),
          tool("nextest", Family.TEST)
              .gate("Nextest run ID|^\\s+(?:Summary|Starting|Cancelling|Canceling) ")
              .hit(
                  "^\\s+(?:FAIL|SIGABRT|SIGSEGV|SIGKILL|ABORT|TIMEOUT|LEAK-FAIL|TRY \\d+ FAIL)(?: \\+ LEAK)? \\[ *[>\\d.]+s\\] (?:\\( *\\d+/\\d+\\) )?(?<name>\\S+ \\S.*)$",
                  0,
                  10)
              .failed("^\\s+Summary \\[.*\\] .*[1-9]\\d* (?:failed|timed out|exec failed)")
              .passed("^\\s+Summary \\[.*\\] (?!.*(?:failed|timed out)).*passed")
              .build(),
          tool("rustc", Family.COMPILER)
              .hint(
                  "^error(?:\\[E\\d{4}\\])?: (?!could not compile|failed to|unable to|aborting|test failed|process didn't|command|linking with|download of|Recipe|script|Error|target|no such command|unexpected status|Unable|running|\\d+ target|Script|Failed|Process|Command|toolchain|rpc|RPC|component|Cannot install|Missing|flaky)\\S",
                  0, 12)
              .hit("^error(?:\\[E\\d{4}\\])?: ", "^\\s+--> \\S+:\\d+:\\d+", 12)
              .hit(
                  "^error\\[E\\d{4}\\]|^error: (?:linking with `\\S+` failed|could not document)",
                  0, 12)
              .hit(
                  "^error: (?:failed to (?:parse (?:manifest|lock file)|select a version|load (?:manifest|source))|no matching package|the lock file .* needs to be updated|package `[^`]+` .*(?:cannot be built|requires rustc)|cannot update the lock file|unable to update.*rev|no (?:bin|example|test) target|toolchain '.*' is not installed|component .* is unavailable)",
                  0,
                  8)
              .detail(
                  "^error: (?:could not compile|aborting due to|test failed|process didn't exit|\\d+ targets? failed)",
                  2,
                  3)
              .build(),
          tool("rustfmt", Family.FORMATTER)
              .hit("^Diff in \\S+(?: at line \\d+|:\\d+):", 0, 10)
              .build(),
          tool("cargo-deny", Family.AUDIT)
              .gate("advisories |cargo-deny|cargo audit|Crate:")
              .hit(
                  "^error\\[\\w[\\w-]*\\]: |^(?:advisories|bans|licenses|sources) FAILED|^error: \\d+ vulnerabilit",
                  1,
                  10)
              .build(),
          tool(".NET compiler", Family.COMPILER)
              .hit(
                  "^(?:\\s*\\d+>)?.*?\\S(?:\\(\\d+(?:,\\d+){0,3}\\))? ?: error (?:CS|FS|BC|MSB|NETSDK|CA|IDE|SA|RZ|BL|AD|S|NU1[0125]|AVLN|XA|MC|IL|RS|xUnit|CSC|VSTHRD|WHITESPACE|IMPORTS|FINALNEWLINE)\\w*:? (?!.*(?:NU1301|timed? ?out|No space))",
                  0,
                  2)
              .hit("^CSC : error |error : .*\\[\\S+proj\\]", 0, 2)
              .detail("^Build FAILED\\.", 1, 12)
              .build(),
          tool(".NET test", Family.TEST)
              .gate(
                  "^(?:Passed|Failed)! +- |Test Run (?:Failed|Successful)|VSTest|Starting test execution|xUnit\\.net|^Total tests: |^\\s*(?:failed|Failed) \\S|Test run summary:")
              .hit(
                  "^\\s{2,}Failed (?<name>\\S.*?) \\[(?:< )?[\\d.,]+ ?m?s\\w*(?: \\d+ ?m?s)?\\]",
                  0,
                  12)
              .hit("^\\s{2}X (?<name>[A-Za-z_]\\S*(?:\\(.*\\))?) \\[", 0, 12)
              .hit("^\\[xUnit\\.net [\\d:.]+\\]\\s+(?<name>\\S.*) \\[FAIL\\]", 0, 8)
              .hit("^failed (?<name>\\S.*?) \\((?:\\d+m )?(?:\\d+s )?\\d+ms\\)", 0, 10)
              .hit("^\\d+\\) (?:Failed|Error) : (?<name>\\S.*)$", 0, 10)
              .detail("^\\s*Error Message:", 0, 4)
              .failed("^Failed! +- |^Test Run Failed|^Test run summary: Failed|^\\s*Failed: [1-9]")
              .passed("^Passed! +- |^Test Run Successful|^Test run summary: Passed")
              .build(),
          tool("dotnet restore", Family.BUILD)
              .hit(
                  "error (?:NU1101|NU1102|NU1103|NU1107|NU1605|NU1608|NU1403|NU1004|NU1008|NU1009|NU1010|NU190\\d)\\b",
                  0,
                  3)
              .build(),
          tool("C or C++", Family.COMPILER)
              .hit(
                  "^(?:\\s*\\d+>)?\\s*(?:[A-Za-z]:)?[^\\s:(]+\\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|m|mm|cu|inl|ipp|f90|F90|f|S|pyx|tcc|swift|glsl|proto|ixx|cppm)[:(]\\d+(?:[:,]\\d+)?\\)?: ?(?:fatal )?error\\b",
                  2,
                  6)
              .hit(
                  "undefined reference to |^ld(?:\\.\\w+)?: (?:error: |symbol\\(s\\) not found|library not found|.*cannot find -l)|^Undefined symbols for architecture|error LNK\\d+|multiple definition of |collect2: error|clang(?:\\+\\+)?: error: |cc1plus: (?:all|some) warnings|fatal error: .*: No such file",
                  2,
                  5)
              .detail("^FAILED: |^ninja: build stopped|^g?make(?:\\[\\d+\\])?: \\*\\*\\*", 1, 3)
              .build(),
          tool("CMake", Family.BUILD)
              .hit("^CMake Error\\b(?!.*(?:timed? ?out|Could not resolve|\\(message\\)))", 1, 10)
              .hint("^CMake Error at .*\\(message\\)", 1, 10)
              .hit("^-- Configuring incomplete", 2, 1)
              .hit("^(?:meson\\.build:\\d+:\\d+: ERROR|configure: error): ", 3, 3)
              .build(),
          tool("CTest", Family.TEST)
              .gate("^The following tests FAILED:|tests passed, \\d+ tests? failed|Test +#\\d+:")
              .list(
                  "^The following tests FAILED:",
                  "^\\s*\\d+ - (?<name>.+?) \\((?:Failed|Timeout|SEGFAULT|ABORTED|Subprocess aborted|Child aborted|Not Run|BAD_COMMAND|OTHER_FAULT|ILLEGAL|NUMERICAL|INTERRUPT|Exit code [^)]*|SIG\\w+|Bus error|Segmentation fault)[^)]*\\)",
                  "^(?:Errors while|##\\[|make|ninja|\\S)")
              .detail("\\*\\*\\*(?:Failed|Timeout|Exception|Not Run)", 0, 8)
              .failed("\\d+% tests passed, [1-9]\\d* tests? failed")
              .passed("^100% tests passed")
              .build(),
          tool("GoogleTest", Family.TEST)
              .gate("\\[ +(?:FAILED|RUN|PASSED) +\\]")
              .hit("^(?:\\d+: )?\\[ +FAILED +\\] (?<name>[A-Z_a-z][\\w/]*\\.[\\w/<>]+)", 10, 0)
              .detail("^(?:\\d+: )?\\S+:\\d+: Failure|^(?:\\d+: )?.*: (?:error|Failure)$", 0, 8)
              .failed("^(?:\\d+: )?\\s*[1-9]\\d* FAILED TESTS?")
              .build(),
          tool("Catch2", Family.TEST)
              .gate("^test cases: +\\d+ \\||Catch v?2|Catch2")
              .list("^-{60,}$", "^(?<name>(?!-{5})\\S.*)$", "^(?:-{60,}|\\s.*|\\S+:\\d+)$")
              .detail("^\\S+:\\d+: FAILED:|: FAILED:$", 6, 8)
              .failed("^test cases: .*[1-9]\\d* failed")
              .passed("^All tests passed")
              .build(),
          tool("doctest", Family.TEST)
              .gate("^\\[doctest\\]")
              .hit("^TEST CASE:\\s+(?<name>\\S.*)$", 3, 8)
              .failed("^\\[doctest\\] test cases: .*[1-9]\\d* failed")
              .build(),
          tool("Boost.Test", Family.TEST)
              .hit("^\\S+\\(\\d+\\): (?:fatal )?error: in \"(?<name>[^\"]+)\"", 0, 3)
              .failed("^\\*\\*\\* [1-9]\\d* failures? (?:is|are) detected")
              .build(),
          tool("sanitizer", Family.TEST)
              .hit(
                  "^==\\d+==\\s*ERROR: |^SUMMARY: \\w+Sanitizer: |^WARNING: ThreadSanitizer: |:\\d+:\\d+: runtime error: ",
                  1,
                  14)
              .build(),
          tool("clang-format", Family.FORMATTER)
              .hit("\\[-Wclang-format-violations\\]|code should be clang-formatted", 0, 3)
              .build(),
          tool("clang-tidy", Family.LINTER)
              .hit(
                  "^\\S+:\\d+:\\d+: (?:error: .*\\[[\\w.,-]+\\]|warning: .*-warnings-as-errors\\])$",
                  0,
                  3)
              .build(),
          tool("XCTest", Family.TEST)
              .hit("^Test Case '(?<name>[^']+)' failed \\(", 6, 0)
              .hit(
                  "^[✘􀢄] Test (?<name>\"[^\"]+\"|\\S+)(?:\\(.*\\))? (?:failed after|recorded an issue)",
                  0,
                  3)
              .hit("^\\s+✖ (?<name>\\S.*?), ", 0, 2)
              .list("^Failing tests:", "^\\s+(?<name>\\S.*)$", "^\\S|^\\s*$")
              .detail("^\\S+\\.swift:\\d+: error: ", 0, 3)
              .failed("^\\*\\* TEST FAILED \\*\\*|Executed \\d+ tests?, with [1-9]\\d* failures?")
              .build(),
          tool("Swift", Family.COMPILER)
              .hit(
                  "^\\S*\\.swift:\\d+:\\d+: error: |^❌ +\\S|^error: (?:emit-module|compile) command failed|^\\*\\* (?:BUILD|ARCHIVE) FAILED \\*\\*",
                  1,
                  5)
              .hit("^\\S+\\.swift:\\d+:\\d+: error: .*\\(\\w+\\)$", 0, 1)
              .build(),
          tool("Dart or Flutter", Family.TEST)
              .gate("^\\d\\d:\\d\\d \\+\\d+|flutter|\\bdart\\b")
              .hit(
                  "^\\d\\d:\\d\\d \\+\\d+(?: ~\\d+)? -\\d+: (?!Some tests)(?<name>\\S.*?) \\[E\\]",
                  0,
                  14)
              .hit("^❌ (?<name>\\S.*?)(?: \\(failed\\))?$", 0, 8)
              .detail("^(?:The test description was:|══╡ EXCEPTION)", 0, 6)
              .failed("Some tests failed\\.|: Some tests failed")
              .passed("All tests passed!")
              .build(),
          tool("Dart analyzer", Family.LINTER)
              .hit("^\\s*(?:error|warning|info) [-•] .*\\.dart:\\d+|^[1-9]\\d* issues? found", 0, 1)
              .hit("^(?:lib|test|bin)/\\S+\\.dart:\\d+:\\d+: Error: |^Changed \\S+\\.dart$", 0, 4)
              .build());

  private NativeTools() {}
}
