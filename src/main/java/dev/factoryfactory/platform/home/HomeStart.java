package dev.factoryfactory.platform.home;

import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The first thing a server does: makes sure that it is alone in its home, then ends what an earlier
 * one left running.
 */
public class HomeStart implements ApplicationContextInitializer<GenericApplicationContext> {

  private static final Logger log = LoggerFactory.getLogger(HomeStart.class);

  private final Clock clock = Clock.systemUTC();

  @Override
  public void initialize(GenericApplicationContext context) {
    var path = Path.of(context.getEnvironment().getRequiredProperty("factory-factory.home"));
    try {
      var home = ServerHome.open(path);
      var self = new ServerLock.Holder(ProcessHandle.current().pid(), null, clock.instant());
      var lock = ServerLock.acquire(home, self);
      keep(lock, context);
      reap(home);
    } catch (IOException e) {
      throw new StartupRefused("The home %s can't be used: %s".formatted(path, e), e);
    }
  }

  /** Released last: disposable beans go in the reverse order of their registration. */
  private static void keep(ServerLock lock, GenericApplicationContext context) {
    context.getDefaultListableBeanFactory().registerDisposableBean("serverLock", lock::close);
    context.addApplicationListener(
        event -> {
          if (event instanceof WebServerInitializedEvent started) {
            announce(
                lock, ServerAddress.of(context.getEnvironment(), started.getWebServer().getPort()));
          }
        });
  }

  private static void announce(ServerLock lock, String address) {
    try {
      lock.announce(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void reap(ServerHome home) {
    try {
      new Processes(home.resolve("processes"), clock).reap();
    } catch (IOException e) {
      log.warn("Something that an earlier server started still runs and could not be ended", e);
    }
  }
}
