package dev.factoryfactory.ratchet.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Classifies one log from the command line, without a server. */
@NamedInterface("classify")
public final class ClassifyProgram {

  /** The word before its arguments when it is started through the server's jar. */
  public static final String VERB = "classify";

  private static final String USAGE =
      """
      Usage: classify [--log FILE] [--context FILE]
        --log      one job's log; without it, or with -, it is read from standard input
        --context  a JSON object of what is known beside the log (docs/ci-classifier.md)
      Prints {"class", "reason", "evidence", "failedTests"}.
      """;

  private ClassifyProgram() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.in, System.out, System.err));
  }

  /** Answers with the exit code: 0 classified, 1 something can't be read, 2 wrong arguments. */
  static int run(String[] arguments, InputStream input, PrintStream output, PrintStream errors) {
    try {
      var wish = Wish.of(arguments);
      if (wish.help()) {
        output.print(USAGE);
        return 0;
      }
      var context = context(wish.context());
      try (var log = open(wish.log(), input)) {
        print(FailureClassifier.classify(log, context), output);
      }
      return 0;
    } catch (WrongArguments e) {
      errors.println(e.getMessage());
      errors.print(USAGE);
      return 2;
    } catch (IOException | IllegalArgumentException e) {
      errors.println("Can't classify: " + e);
      return 1;
    }
  }

  private static InputStream open(@Nullable Path log, InputStream input) throws IOException {
    return log == null ? input : Files.newInputStream(log);
  }

  private static FailureContext context(@Nullable Path file) throws IOException {
    if (file == null) {
      return FailureContext.EMPTY;
    }
    var json = Files.readString(file, StandardCharsets.UTF_8);
    return FailureContext.parse(json.startsWith("\ufeff") ? json.substring(1) : json);
  }

  private static void print(Classification classification, PrintStream output) {
    var json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsBytes(classification);
    output.writeBytes(json);
    output.println();
    output.flush();
  }

  private record Wish(@Nullable Path log, @Nullable Path context, boolean help) {

    static Wish of(String[] arguments) {
      Path log = null;
      Path context = null;
      int bare = 0;
      for (int i = 0; i < arguments.length; i++) {
        var argument = arguments[i];
        switch (argument) {
          case "--help", "-h" -> {
            return new Wish(null, null, true);
          }
          case "--log", "-l" -> log = path(arguments, ++i, argument);
          case "--context", "-c" -> context = path(arguments, ++i, argument);
          default -> {
            if (argument.startsWith("--") || bare > 1) {
              throw new WrongArguments("Unknown argument: " + argument);
            }
            if (bare++ == 0) {
              log = argument.equals("-") ? null : Path.of(argument);
            } else {
              context = Path.of(argument);
            }
          }
        }
      }
      return new Wish(log, context, false);
    }

    private static @Nullable Path path(String[] arguments, int i, String option) {
      if (i >= arguments.length) {
        throw new WrongArguments(option + " needs a file");
      }
      return arguments[i].equals("-") ? null : Path.of(arguments[i]);
    }
  }

  private static final class WrongArguments extends RuntimeException {

    WrongArguments(String message) {
      super(message);
    }
  }
}
