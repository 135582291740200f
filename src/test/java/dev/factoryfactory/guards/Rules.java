package dev.factoryfactory.guards;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The rules that a machine can check. {@code GuardTests} shows each of them failing. */
final class Rules {

  record Named(String name, ArchRule rule) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String[] DOMAINS = {
    "dev.factoryfactory.workspace",
    "dev.factoryfactory.session",
    "dev.factoryfactory.github",
    "dev.factoryfactory.ratchet",
    "dev.factoryfactory.terminal",
    "dev.factoryfactory.runscript",
    "..planted.domain.."
  };

  private static final DescribedPredicate<JavaClass> PUBLISHED =
      describe(
          "a facade, interface, record, enum or exception",
          type ->
              type.getSimpleName().endsWith("Facade")
                  || type.isInterface()
                  || type.isRecord()
                  || type.isEnum()
                  || type.isAssignableTo(Exception.class));

  private static final DescribedPredicate<JavaClass> WEB_CODE =
      simpleNameEndingWith("Controller")
          .or(resideInAnyPackage("..platform.web.."))
          .or(
              describe(
                  "nested in a controller",
                  type ->
                      type.getEnclosingClass()
                          .map(outer -> outer.getSimpleName().endsWith("Controller"))
                          .orElse(false)));

  static final Named ENTERED_BY_FACADE =
      new Named(
          "a domain publishes only facades and values",
          noClasses()
              .that()
              .resideInAnyPackage(DOMAINS)
              .and(not(PUBLISHED))
              .should()
              .bePublic()
              .because("a domain is entered through its facade"));

  static final Named WEB_IN_CONTROLLERS =
      new Named(
          "web types stay in controllers and platform.web",
          noClasses()
              .that(not(WEB_CODE))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "org.springframework.web.bind..",
                  "org.springframework.web.servlet..",
                  "org.springframework.http..",
                  "jakarta.servlet..")
              .because("a facade serves REST, STOMP and other modules alike"));

  static final Named SQL_IN_REPOSITORIES =
      new Named(
          "queries stay in repositories",
          noClasses()
              .that(not(simpleNameEndingWith("Repository")))
              .and()
              .resideOutsideOfPackage("..platform.database..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "org.springframework.data.jpa.repository..",
                  "org.springframework.jdbc.core..",
                  "jakarta.persistence.criteria..")
              .because("only the owner of a table names it, in one place"));

  static final Named ONE_CLOCK =
      new Named(
          "time comes from the clock bean",
          noClasses()
              .that()
              .doNotHaveSimpleName("TimeConfiguration")
              // What runs before there is a context has no bean to ask.
              .and()
              .haveSimpleNameNotEndingWith("Start")
              .should()
              .callMethod(Instant.class, "now")
              .orShould()
              .callMethod(System.class, "currentTimeMillis")
              .orShould()
              .callMethod(Clock.class, "systemUTC")
              .because("tests set the clock"));

  static final Named ONE_PROCESS_RUNNER =
      new Named(
          "processes start in platform.process only",
          noClasses()
              .that()
              .resideOutsideOfPackage("..platform.process..")
              // The scripted agent is a program of its own, as any agent is.
              .and()
              .resideOutsideOfPackage("..demo.agent..")
              .should()
              .dependOnClassesThat()
              .belongToAnyOf(ProcessBuilder.class)
              .orShould()
              .callMethod(Runtime.class, "exec", String[].class)
              .because("every process is marked, recorded and stopped as a tree"));

  static final Named NO_FIELD_INJECTION =
      new Named(
          "nothing is injected into fields",
          noFields()
              .should()
              .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
              .because("constructors say what a class needs"));

  static final Named NO_CYCLES =
      new Named("packages have no cycles", slices().matching("(**)").should().beFreeOfCycles());

  static final Named ENTITIES_HIDE_THEIR_FIELDS =
      new Named(
          "entities are package-private with private fields",
          fields()
              .that()
              .areDeclaredInClassesThat()
              .areAnnotatedWith("jakarta.persistence.Entity")
              .should()
              .bePrivate());

  static final Named HANDLERS_SAY_ON =
      new Named(
          "event handlers are called on",
          methods()
              .that()
              .areAnnotatedWith("org.springframework.context.event.EventListener")
              .or()
              .areAnnotatedWith("org.springframework.transaction.event.TransactionalEventListener")
              .should()
              .haveName("on"));

  static final Named NO_MOCKS =
      new Named(
          "tests use real parts and fakes, not mocks",
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "org.mockito..", "org.springframework.test.context.bean.override.mockito..")
              .because("a mock agrees with whatever the code does"));

  static final Named NO_SLEEPS =
      new Named(
          "tests wait for what they test, not for time",
          noClasses()
              .that()
              // A benchmark tests nothing: it paces what it measures.
              .resideOutsideOfPackage("dev.factoryfactory.bench")
              .should()
              .callMethod(Thread.class, "sleep", long.class));

  static final List<Named> MAIN =
      List.of(
          ENTERED_BY_FACADE,
          WEB_IN_CONTROLLERS,
          SQL_IN_REPOSITORIES,
          ONE_CLOCK,
          ONE_PROCESS_RUNNER,
          NO_FIELD_INJECTION,
          NO_CYCLES,
          ENTITIES_HIDE_THEIR_FIELDS,
          HANDLERS_SAY_ON);

  static final List<Named> TESTS = List.of(NO_MOCKS, NO_SLEEPS);

  private Rules() {}
}
