package dev.factoryfactory.ratchet.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Measures the classifier on logs of which it is known what is wrong. */
class LabelledLogsTests {

  private static final Path DOCUMENT = Path.of("docs/ci-classifier.md");
  private static final String BEGIN = "<!-- measured: written by LabelledLogsTests -->\n";
  private static final String END = "<!-- /measured -->";

  private static final Map<LabelledLog, Classification> ANSWERS =
      LabelledLog.all().stream()
          .collect(
              Collectors.toMap(
                  log -> log,
                  LabelledLog::classify,
                  (first, second) -> first,
                  () -> new TreeMap<>(Comparator.comparing(LabelledLog::name))));

  @Test
  void nineInTenAreRight() {
    assertThat(ANSWERS).hasSizeGreaterThanOrEqualTo(60);
    assertThat(share(count(LabelledLogsTests::isRight), ANSWERS.size()))
        .as("wrong: %s", names(misses()))
        .isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void noAgentIsStartedForMachinesAndMoney() {
    assertThat(
            ANSWERS.entrySet().stream()
                .filter(
                    entry ->
                        entry.getKey().expected() == FailureClass.INFRASTRUCTURE
                            || entry.getKey().expected() == FailureClass.BILLING_OR_QUOTA)
                .filter(entry -> entry.getValue().failureClass() == FailureClass.CODE)
                .map(Map.Entry::getKey))
        .isEmpty();
  }

  @Test
  void evidenceHoldsTheKeyLines() {
    assertThat(share(foundKeyLines(), wantedKeyLines()))
        .as("lost: %s", lostKeyLines())
        .isGreaterThanOrEqualTo(0.95);
    assertThat(ANSWERS.values())
        .allSatisfy(
            answer ->
                assertThat(answer.evidence())
                    .hasSizeLessThanOrEqualTo(FailureClassifier.MAX_EVIDENCE));
  }

  @Test
  void failedTestsAreNamedAsTheToolNamesThem() {
    assertThat(ANSWERS)
        .allSatisfy(
            (log, answer) ->
                assertThat(answer.failedTests())
                    .containsExactlyInAnyOrderElementsOf(log.failedTests()));
  }

  @Test
  void theDocumentShowsWhatWasMeasured() throws IOException {
    var document = Files.readString(DOCUMENT);
    assertThat(document)
        .as("Run this class's main to write the figures into %s", DOCUMENT)
        .isEqualTo(withFigures(document));
  }

  /** Writes the figures into the document. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(DOCUMENT, withFigures(Files.readString(DOCUMENT)));
    misses().forEach((log, answer) -> System.out.println("WRONG " + log + " " + answer));
    lostKeyLines().forEach(lost -> System.out.println("LOST " + lost));
    ANSWERS.forEach(
        (log, answer) -> {
          if (!List.copyOf(answer.failedTests()).equals(log.failedTests())) {
            System.out.println(
                "TESTS %s found %s wanted %s"
                    .formatted(log, answer.failedTests(), log.failedTests()));
          }
        });
  }

  private static String withFigures(String document) {
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    return document.substring(0, begin) + figures() + document.substring(document.indexOf(END));
  }

  private static String figures() {
    var text = new StringBuilder();
    text.append(
        """
        %d logs, %d right by the label alone, %d with what is defensible too. Evidence holds %d of %d key lines; the longest has %d lines.

        | labelled \\ found | %s |
        |---%s|
        """
            .formatted(
                ANSWERS.size(),
                count(entry -> entry.getValue().failureClass() == entry.getKey().expected()),
                count(LabelledLogsTests::isRight),
                foundKeyLines(),
                wantedKeyLines(),
                ANSWERS.values().stream()
                    .mapToInt(answer -> answer.evidence().size())
                    .max()
                    .orElse(0),
                List.of(FailureClass.values()).stream()
                    .map(Enum::name)
                    .collect(Collectors.joining(" | ")),
                "|---".repeat(FailureClass.values().length)));
    for (var expected : FailureClass.values()) {
      text.append("| ").append(expected).append(" |");
      for (var found : FailureClass.values()) {
        long number =
            count(
                entry ->
                    entry.getKey().expected() == expected
                        && entry.getValue().failureClass() == found);
        text.append(' ').append(number == 0 ? "" : number).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static boolean isRight(Map.Entry<LabelledLog, Classification> entry) {
    return entry.getKey().accepts(entry.getValue().failureClass());
  }

  private static Map<LabelledLog, Classification> misses() {
    return ANSWERS.entrySet().stream()
        .filter(entry -> !isRight(entry))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> names(Map<LabelledLog, Classification> misses) {
    return misses.entrySet().stream()
        .map(entry -> entry.getKey() + " is called " + entry.getValue().failureClass())
        .sorted()
        .toList();
  }

  private static List<String> lostKeyLines() {
    return ANSWERS.entrySet().stream()
        .flatMap(
            entry ->
                entry.getKey().keyLines().stream()
                    .filter(line -> !holds(entry.getValue(), line))
                    .map(line -> entry.getKey() + ": " + line))
        .toList();
  }

  private static boolean holds(Classification answer, String line) {
    return answer.evidence().stream().anyMatch(quoted -> quoted.contains(line));
  }

  private static long wantedKeyLines() {
    return ANSWERS.keySet().stream().mapToLong(log -> log.keyLines().size()).sum();
  }

  private static long foundKeyLines() {
    return wantedKeyLines() - lostKeyLines().size();
  }

  private static long count(Predicate<Map.Entry<LabelledLog, Classification>> wanted) {
    return ANSWERS.entrySet().stream().filter(wanted).count();
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }
}
