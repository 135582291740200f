package dev.factoryfactory.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is laid out by google-java-format. It runs here and not as a plugin because it
 * reads Java 25 only on a JDK 25, and Maven itself may run on an older one. {@code ./mvnw -Pformat
 * test-compile} rewrites the files.
 */
class FormattingTests {

  private static final List<Path> ROOTS =
      List.of(Path.of("src/main/java"), Path.of("src/test/java"));

  @Test
  void everyFileIsFormatted() throws Exception {
    assertThat(unformatted(false))
        .as("Run ./mvnw -Pformat test-compile to format these files")
        .isEmpty();
  }

  /** Rewrites the files that are not formatted. */
  public static void main(String[] arguments) throws IOException, FormatterException {
    unformatted(true).forEach(file -> System.out.println("Formatted " + file));
  }

  static String format(String source) throws FormatterException {
    var formatted = new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(source));
    return ImportOrderer.reorderImports(formatted, Style.GOOGLE);
  }

  private static List<Path> unformatted(boolean rewrite) throws IOException, FormatterException {
    var found = new ArrayList<Path>();
    for (var root : ROOTS) {
      try (var files = Files.walk(root)) {
        for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          var source = Files.readString(file);
          var formatted = format(source);
          if (!formatted.equals(source)) {
            found.add(file);
            if (rewrite) {
              Files.writeString(file, formatted);
            }
          }
        }
      }
    }
    return found;
  }
}
