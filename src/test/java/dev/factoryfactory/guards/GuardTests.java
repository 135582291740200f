package dev.factoryfactory.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.factoryfactory.FactoryFactoryApplication;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import planted.modules.PlantedApplication;

/**
 * Shows every rule failing on a planted violation, so that a rule that holds nothing is noticed.
 * What the compiler and the linters guard is shown by {@code .ci/prove-guards}.
 */
class GuardTests {

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  private static final List<String> MODULES =
      List.of(
          "kernel",
          "platform",
          "workspace",
          "session",
          "github",
          "ratchet",
          "terminal",
          "runscript",
          "snapshot",
          "orchestration");

  static Stream<Rules.Named> rules() {
    return Stream.concat(Rules.MAIN.stream(), Rules.TESTS.stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void aPlantedViolationIsSeen(Rules.Named named) {
    assertThatThrownBy(() -> named.rule().check(PLANTED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("planted");
  }

  @Test
  void aForbiddenImportBetweenModulesIsSeen() {
    var modules =
        ApplicationModules.of(PlantedApplication.class, new ImportOption.OnlyIncludeTests());

    assertThat(modules.detectViolations().getMessages())
        .anyMatch(text -> text.contains("Imported"));
  }

  @Test
  void everyModuleDeclaresWhatItMayImport() throws ClassNotFoundException {
    for (var module : MODULES) {
      var info =
          Class.forName(
              FactoryFactoryApplication.class.getPackageName() + "." + module + ".package-info");
      assertThat(info.getAnnotation(ApplicationModule.class)).as(module).isNotNull();
    }
  }

  @Test
  void aFileThatIsNotFormattedIsSeen() throws Exception {
    var untidy = "package a;\nclass  Untidy { int x=1 ; }\n";
    assertThat(FormattingTests.format(untidy)).isNotEqualTo(untidy);
  }
}
