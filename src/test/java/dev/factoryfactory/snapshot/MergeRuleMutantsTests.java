package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The rule by which facets are taken over, planted with one mistake at a time: the tests of it must
 * notice each.
 */
class MergeRuleMutantsTests {

  private static final Path SOURCES = Path.of("src/main/java/dev/factoryfactory/snapshot");
  private static final List<Class<?>> TESTS =
      List.of(ConvergenceTests.class, SlotTests.class, ProjectSnapshotTests.class);

  /**
   * A mistake.
   *
   * @param right what the source says
   * @param wrong what the mutant says instead
   */
  record Mutant(String name, String file, String right, String wrong) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mutant> mutants() {
    return Stream.of(
        new Mutant("none", "Slot", "goneForGood", "goneForGood"),
        new Mutant(
            "what came last wins",
            "Slot",
            "facet.revision() > known.facet().revision()",
            "facet.revision() != known.facet().revision()"),
        new Mutant(
            "the older wins",
            "Slot",
            "facet.revision() > known.facet().revision()",
            "facet.revision() < known.facet().revision()"),
        new Mutant(
            "the same is news",
            "Slot",
            "facet.revision() > known.facet().revision()",
            "facet.revision() >= known.facet().revision()"),
        new Mutant(
            "a gap is waited for",
            "Slot",
            "facet.revision() > known.facet().revision()",
            "facet.revision() == known.facet().revision() + 1"),
        new Mutant("the first stays", "Slot", "(known == null || ", "(known == null && "),
        new Mutant(
            "all facets have one revision",
            "Slot",
            "held.get(FacetKind.of(facet))",
            "held.get(FacetKind.WORKSPACE)"),
        new Mutant("nothing is compared", "Slot", "goneForGood || !isNewer(facet)", "goneForGood"),
        new Mutant("gone is not for good", "Slot", "    goneForGood = true;\n", ""),
        new Mutant(
            "told without a sequence",
            "Slot",
            "    told = writer.write(next);\n    toldIn = sequence;\n",
            "    told = writer.write(next);\n"),
        new Mutant(
            "removed without a sequence",
            "Slot",
            "    told = null;\n    toldIn = sequence;\n",
            "    told = null;\n"),
        new Mutant(
            "what is the same is told",
            "Slot",
            "told != null && told.entry()",
            "told == null && told.entry()"),
        new Mutant(
            "the archived stay", "Slot", "workspace.status() != WorkspaceStatus.ARCHIVED", "true"),
        new Mutant(
            "graves are not looked at",
            "ProjectSnapshot",
            "if (graveyard.holds(facet.workspaceId()))",
            "if (slots.isEmpty() && slots.size() > 1)"),
        new Mutant("graves are not made", "ProjectSnapshot", "    graveyard.add(workspace);\n", ""),
        new Mutant(
            "a sequence is skipped",
            "ProjectSnapshot",
            "var next = sequence + 1;",
            "var next = sequence + 2;"),
        new Mutant(
            "the last delta is left out",
            "ProjectSnapshot",
            "slot.toldIn() > heldSequence",
            "slot.toldIn() > heldSequence + 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void isNoticed(Mutant mutant, @TempDir Path classes) throws Exception {
    compile(mutant, classes);
    var failures = failures(new MutatedClasses(classes));
    if (mutant.right().equals(mutant.wrong())) {
      assertThat(failures).as("of the rule as it is").isZero();
    } else {
      assertThat(failures).isPositive();
    }
  }

  private static void compile(Mutant mutant, Path classes) throws IOException {
    var source = Files.readString(SOURCES.resolve(mutant.file() + ".java"));
    assertThat(source).contains(mutant.right());
    var folder = Files.createDirectories(classes.resolve("source"));
    var file = folder.resolve(mutant.file() + ".java");
    Files.writeString(file, source.replace(mutant.right(), mutant.wrong()));
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var said = new StringWriter();
      var options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      var units = files.getJavaFileObjects(file);
      assertThat(compiler.getTask(said, files, null, options, null, units).call())
          .as(said.toString())
          .isTrue();
    }
  }

  private static long failures(ClassLoader loader) throws ClassNotFoundException {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .configurationParameter("jqwik.shrinking.default", "OFF")
            .configurationParameter("jqwik.reporting.onlyfailures", "true")
            .configurationParameter("jqwik.database", "");
    for (var test : TESTS) {
      request.selectors(selectClass(loader.loadClass(test.getName())));
    }
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), summary);
    assertThat(summary.getSummary().getTestsFoundCount()).isGreaterThan(TESTS.size());
    return summary.getSummary().getTestsFailedCount();
  }

  /** The package anew, with the mutant in the place of the class that it was made from. */
  private static final class MutatedClasses extends ClassLoader {

    private static final String PACKAGE = MergeRuleMutantsTests.class.getPackageName() + ".";

    private final Path classes;

    MutatedClasses(Path classes) {
      super(MergeRuleMutantsTests.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        var known = findLoadedClass(name);
        return known != null
            ? known
            : name.startsWith(PACKAGE) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      var path = name.replace('.', '/') + ".class";
      var mutated = classes.resolve(path);
      try (InputStream in =
          Files.exists(mutated)
              ? Files.newInputStream(mutated)
              : getParent().getResourceAsStream(path)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        var bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
