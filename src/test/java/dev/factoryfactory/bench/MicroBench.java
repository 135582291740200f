package dev.factoryfactory.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks, which are the classes named {@code …Benchmark}. */
public final class MicroBench {

  private static final Path FILE = Path.of("docs/benchmarks/micro.json");

  private MicroBench() {}

  /**
   * @param arguments none
   */
  public static void main(String... arguments) throws RunnerException, IOException {
    var options =
        new OptionsBuilder()
            .include("dev\\.factoryfactory\\..*Benchmark")
            .forks(1)
            .resultFormat(ResultFormatType.JSON)
            .result(FILE.toString())
            .build();
    var rows =
        new Runner(options)
            .run().stream().map(MicroBench::row).collect(Collectors.joining("\n", "", "\n"));
    // Where the JVM lies on this machine is nobody's business.
    Files.writeString(
        FILE, Files.readString(FILE).replaceAll("\"jvm\" : \".*\"", "\"jvm\" : \"java\""));
    Results.replace(
        Path.of("docs/benchmarks.md"),
        "micro",
        "| benchmark | size | µs | ± |\n|---|---|---|---|\n" + rows);
  }

  private static String row(RunResult result) {
    var parameters = result.getParams();
    var name = parameters.getBenchmark();
    var shortened = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    var size =
        parameters.getParamsKeys().stream()
            .map(key -> parameters.getParam(key) + " " + key)
            .collect(Collectors.joining(", "));
    var score = result.getPrimaryResult();
    return "| %s | %s | %s | %s |"
        .formatted(
            shortened, size, Series.number(score.getScore()), Series.number(score.getScoreError()));
  }
}
