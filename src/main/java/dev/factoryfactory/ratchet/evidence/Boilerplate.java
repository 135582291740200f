package dev.factoryfactory.ratchet.evidence;

import java.util.regex.Pattern;

/** Lines that say nothing about a failure, whatever words they hold. */
final class Boilerplate {

  private static final Probe EXIT =
      Probe.of(
          "^(?:##\\[error\\]|Error: )(?:Executing the custom container implementation failed|Error: failed to run script step|Process completed with exit code -?\\d+|The process '[^']*' failed with exit code -?\\d+|Bash exited with code '\\d+'|PowerShell exited with code '\\d+'|Cmd\\.exe exited with code)|^The command \".*\" (?:exited with|failed and exited with) [1-9]|^(?:ERROR: Job failed: (?:command terminated with )?exit (?:code|status) \\d+|Exited with code exit status \\d+|Cleaning up project directory and file based variables)|^🚨 Error: The command exited with status \\d+");

  private static final Probe PASS_MARK =
      Probe.of(
          "^\\s*(?:✓|✔|√|☑|✅|🟢|PASS(?:ED)?\\b|ok \\d+|ok\\s+\\S+\\s+[\\d.(]|\\[ +(?:OK|PASSED|RUN) +\\]|--- PASS|test .* \\.\\.\\. ok|\\S+ PASSED\\b|.* PASSED\\s*(?:\\[ *\\d+%\\])?$)");

  private static final Probe NOISE =
      Probe.of(
          "^\\s*$|^\\s+(?:Compiling|Checking|Downloaded|Adding|Locking|Documenting) \\S+ v\\d|^\\[ *\\d+(?:/\\d+|%)\\] (?:Building|Linking|Built|Generating) |^##\\[(?:endgroup|debug|section)|^\\s*at (?:.* )?\\(?(?:node:|internal/)|^(?:\\[INFO\\] )?(?:Downloading|Downloaded|Progress)\\b.*(?:https?:|\\d+%|kB|MB)|^\\s*(?:Get|Hit|Ign|Fetched|Selecting|Preparing|Unpacking|Setting up|Processing triggers)(?::\\d+| ).*(?:http|package|\\.deb|\\.\\.\\.)|^(?:Collecting|Requirement already|Using cached|Installing collected|  Downloading) |^[#=\\-.> ]*\\d{1,3}(?:\\.\\d+)?% ?[#=|\\-█ ]*|^(?:remote|Receiving|Resolving|Unpacking|Updating files)[: ].*\\d+%|^\\s*\\S*[.\\w/-]+\\s+\\|\\s+[\\d.]+ \\|\\s+[\\d.]+ \\|");

  private static final Pattern FRAME =
      Pattern.compile(
          "^\\s*at (?:org\\.junit|org\\.apache\\.maven|java\\.base/|jdk\\.internal|sun\\.reflect|org\\.gradle|node_modules)");

  private Boilerplate() {}

  static boolean isExit(String text) {
    return EXIT.in(text);
  }

  /** A test that passed may be called anything. */
  static boolean isPassed(String bare) {
    return PASS_MARK.in(bare);
  }

  /** Fills no room in the evidence. */
  static boolean isNoise(String text) {
    return NOISE.in(text) || FRAME.matcher(text).find();
  }
}
