package dev.factoryfactory.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.factoryfactory.FactoryFactoryApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Holds the code to the rules of the house. */
class ArchitectureTests {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackagesOf(FactoryFactoryApplication.class);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackagesOf(FactoryFactoryApplication.class);

  @Test
  void modulesImportOnlyWhatTheyDeclare() {
    assertThat(ApplicationModules.of(FactoryFactoryApplication.class).detectViolations())
        .isEqualTo(Violations.NONE);
  }

  static Stream<Rules.Named> mainRules() {
    return Rules.MAIN.stream();
  }

  static Stream<Rules.Named> testRules() {
    return Rules.TESTS.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mainRules")
  void mainCodeKeeps(Rules.Named named) {
    check(named.rule(), MAIN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("testRules")
  void testsKeep(Rules.Named named) {
    check(named.rule(), TESTS);
  }

  private static void check(ArchRule rule, JavaClasses classes) {
    rule.check(classes);
  }
}
