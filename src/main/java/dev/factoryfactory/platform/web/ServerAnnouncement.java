package dev.factoryfactory.platform.web;

import dev.factoryfactory.platform.home.ServerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the user where the server is and lets them in. The link goes to the terminal, no log. */
@Component
class ServerAnnouncement {

  private static final Logger log = LoggerFactory.getLogger(ServerAnnouncement.class);

  private final SignInLinks links;
  private final Browser browser;
  private final Environment environment;

  ServerAnnouncement(SignInLinks links, Browser browser, Environment environment) {
    this.links = links;
    this.browser = browser;
    this.environment = environment;
  }

  @EventListener
  void on(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext context
        && context.getWebServer() != null) {
      announce(ServerAddress.of(environment, context.getWebServer().getPort()));
    }
  }

  private void announce(String address) {
    warnWhenReachableFromElsewhere();
    System.out.printf(
        "%n  Factory Factory runs at  %s%n  Sign in with             %s%n%n",
        address, links.printed(address));
    browser.open(() -> links.oneTime(address));
  }

  private void warnWhenReachableFromElsewhere() {
    var bound = environment.getProperty("server.address", "");
    if (!ServerAddress.isLoopback(bound)) {
      log.warn(
          "The server listens on {}: other machines can reach it, over a connection that is not"
              + " encrypted",
          bound.isBlank() ? "all addresses" : bound);
    }
  }
}
