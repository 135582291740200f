package dev.factoryfactory.guards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.FactoryFactoryApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/**
 * The picture of the modules in {@code docs/architecture.md} is drawn from the code. {@code ./mvnw
 * -Pformat test-compile} draws it anew.
 */
class ModulePictureTests {

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final String BEGIN = "<!-- modules: drawn from the code -->\n```mermaid\n";
  private static final String END = "```\n<!-- /modules -->";

  @Test
  void thePictureShowsTheCode() throws IOException {
    assertThat(Files.readString(PAGE))
        .as("Run ./mvnw -Pformat test-compile to draw the picture anew")
        .contains(BEGIN + picture() + END);
  }

  /** Draws the picture into the page. */
  public static void main(String[] arguments) throws IOException {
    var page = Files.readString(PAGE);
    var start = page.indexOf(BEGIN);
    var end = page.indexOf(END);
    if (start < 0 || end < 0) {
      throw new IllegalStateException(PAGE + " has no place for the picture");
    }
    var drawn = page.substring(0, start) + BEGIN + picture() + page.substring(end);
    if (!drawn.equals(page)) {
      Files.writeString(PAGE, drawn);
      System.out.println("Drew " + PAGE);
    }
  }

  private static String picture() {
    var modules = ApplicationModules.of(FactoryFactoryApplication.class);
    var lines = new TreeSet<String>();
    for (var module : modules) {
      module
          .getDirectDependencies(modules, DependencyType.values())
          .uniqueModules()
          .filter(other -> !other.getIdentifier().toString().equals("kernel"))
          .forEach(
              other ->
                  lines.add(
                      "  %s --> %s\n".formatted(module.getIdentifier(), other.getIdentifier())));
    }
    return "flowchart TD\n" + String.join("", lines);
  }
}
