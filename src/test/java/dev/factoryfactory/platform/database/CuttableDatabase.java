package dev.factoryfactory.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A way to a test's database that can be cut, as a crash of PostgreSQL would. Comes after {@link
 * TestServer} among the initializers; the bean of this type cuts and mends.
 */
public class CuttableDatabase implements ApplicationContextInitializer<GenericApplicationContext> {

  private static final String URL = "spring.datasource.url";

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile int target;

  @Override
  public void initialize(GenericApplicationContext context) {
    try {
      var direct = context.getEnvironment().getRequiredProperty(URL);
      target = URI.create(direct.substring("jdbc:".length())).getPort();
      var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> accept(listening));
      TestPropertyValues.of(
              URL + "=" + direct.replace(":" + target + "/", ":" + listening.getLocalPort() + "/"),
              "test.direct-url=" + direct,
              "spring.datasource.hikari.connection-timeout=500",
              "spring.datasource.hikari.validation-timeout=250")
          .applyTo(context);
      context.registerBean(CuttableDatabase.class, () -> this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on all that asked the database is answered by silence's end: a closed connection. */
  public void cut() {
    cut = true;
    open.forEach(CuttableDatabase::close);
  }

  public void mend() {
    cut = false;
  }

  private void accept(ServerSocket listening) {
    try (listening) {
      while (true) {
        var client = listening.accept();
        if (cut) {
          close(client);
        } else {
          var database = new Socket(InetAddress.getLoopbackAddress(), target);
          open.add(client);
          open.add(database);
          Thread.ofVirtual().start(() -> copy(client, database));
          Thread.ofVirtual().start(() -> copy(database, client));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // One side has gone, and with it the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
