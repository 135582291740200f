package dev.factoryfactory.ratchet.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log of which it is known what is wrong.
 *
 * @param alsoRight classes that are defensible too
 * @param keyLines what evidence must hold
 */
record LabelledLog(
    String name,
    FailureClass expected,
    List<FailureClass> alsoRight,
    List<String> keyLines,
    List<String> failedTests,
    FailureContext context) {

  private static final Path FOLDER = Path.of("src/test/resources/ci-logs");
  private static final JsonMapper JSON = new JsonMapper();

  static List<LabelledLog> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(LabelledLog::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Classification classify() {
    try (var log = Files.newInputStream(FOLDER.resolve(name + ".log"))) {
      return FailureClassifier.classify(log, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean accepts(FailureClass found) {
    return found == expected || alsoRight.contains(found);
  }

  private static LabelledLog read(Path file) {
    var label = JSON.readTree(file);
    return new LabelledLog(
        file.getFileName().toString().replace(".json", ""),
        FailureClass.valueOf(label.path("class").stringValue()),
        texts(label.path("accept")).stream().map(FailureClass::valueOf).toList(),
        texts(label.path("keyLines")),
        texts(label.path("failedTests")),
        label.has("context")
            ? FailureContext.parse(label.path("context").toString())
            : FailureContext.EMPTY);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.stringValue()));
    return texts;
  }

  @Override
  public String toString() {
    return name;
  }
}
