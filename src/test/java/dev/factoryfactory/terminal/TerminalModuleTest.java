package dev.factoryfactory.terminal;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.platform.database.TestServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** A test against this module with the platform below it, a real database and real shells. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(
    mode = ApplicationModuleTest.BootstrapMode.STANDALONE,
    extraIncludes = {"platform", "kernel"},
    webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestServer.class)
@Import({TerminalTestSupport.class, ServerClient.class})
@TestPropertySource(
    properties = {
      "factory-factory.terminal.shell=src/test/resources/plain-shell",
      "factory-factory.terminal.max-per-workspace=3",
      "factory-factory.terminal.close-grace=500ms",
      "factory-factory.terminal.patience=2s"
    })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@interface TerminalModuleTest {}
