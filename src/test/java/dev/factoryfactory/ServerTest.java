package dev.factoryfactory;

import dev.factoryfactory.platform.database.TestServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * A test against the whole server: listening on a random port ({@code @LocalServerPort}), with a
 * real PostgreSQL and a home of its own ({@code ServerHome} bean, removed at the end).
 *
 * <p>All contexts of a test run share one PostgreSQL server; each gets a new, empty database that
 * Flyway then fills. Spring caches a context by its configuration, so test classes with the same
 * {@link #properties} and imports share server and database: give what you make its own names.
 * Constructor parameters are injected. A test of a single module combines its own annotation with
 * {@code @ContextConfiguration(initializers = TestServer.class)}.
 *
 * <p>Such tests are named {@code …IntegrationTests}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestServer.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface ServerTest {

  /** Settings for this context, as in {@code application.properties}. */
  @AliasFor(annotation = SpringBootTest.class)
  String[] properties() default {};
}
