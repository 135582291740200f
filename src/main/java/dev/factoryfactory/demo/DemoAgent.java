package dev.factoryfactory.demo;

import dev.factoryfactory.session.AgentSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Offers the scripted agent as {@code demo}. Its few classes are copied out of the server, which
 * may be one jar, so that a plain and quickly started {@code java} runs them.
 */
@Component
@Profile("demo")
class DemoAgent implements AgentSource {

  private static final String MAIN = "dev.factoryfactory.demo.agent.ScriptedAgent";
  private static final String PACKAGE = "dev/factoryfactory/demo/agent/";

  private final List<AgentDefinition> agents;

  DemoAgent(@Value("${factory-factory.home}") Path home) {
    var directory = home.toAbsolutePath().resolve("demo-agent");
    copyClasses(directory.resolve("classes"));
    this.agents =
        List.of(
            new AgentDefinition(
                "demo",
                "Demo agent",
                command(directory.resolve("classes")),
                Map.of("SCRIPTED_AGENT_HOME", directory.resolve("conversations").toString()),
                null,
                null));
  }

  @Override
  public List<AgentDefinition> agents() {
    return agents;
  }

  /** The command that runs the agent from a directory or jar with its classes. */
  static List<String> command(Path classes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xmx128m",
        "-cp",
        classes.toString(),
        MAIN);
  }

  private static void copyClasses(Path classes) {
    var target = classes.resolve(PACKAGE);
    try {
      Files.createDirectories(target);
      var resolver = new PathMatchingResourcePatternResolver(DemoAgent.class.getClassLoader());
      for (var resource : resolver.getResources("classpath*:" + PACKAGE + "*.class")) {
        try (var content = resource.getInputStream()) {
          var name = String.valueOf(resource.getFilename());
          Files.copy(content, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack the demo agent", e);
    }
  }
}
