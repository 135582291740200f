package dev.factoryfactory.runscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.runscript.RunScriptTestSupport.Probe;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sockets by which a previewed page reloads itself. */
@RunScriptModuleTest
class PreviewSocketIntegrationTests {

  private final RunScriptFacade runScripts;
  private final DirectoryWorkspaces workspaces;
  private final Probe probe;
  private final ServerClient server;

  PreviewSocketIntegrationTests(
      RunScriptFacade runScripts,
      DirectoryWorkspaces workspaces,
      Probe probe,
      ServerClient server) {
    this.runScripts = runScripts;
    this.workspaces = workspaces;
    this.probe = probe;
    this.server = server;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(runScripts);
  }

  @Test
  void aLiveReloadSocketPasses() throws Exception {
    var preview = PreviewClient.enter(server, served());
    var listener = new Heard();

    var socket = preview.open("/hmr?token=1", listener);

    assertThat(socket.getSubprotocol()).isEqualTo("vite-hmr");
    assertThat(listener.next()).startsWith("hello http://localhost:").endsWith(" mine=1");
    socket.sendText("change", true).join();
    assertThat(listener.next()).isEqualTo("change");
    var long1 = "é".repeat(300_000);
    socket.sendText(long1, true).join();
    assertThat(listener.next()).isEqualTo(long1);
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    assertThat(listener.next()).isEqualTo("bytes 3");
    socket.sendClose(3456, "enough").join();
    assertThat(listener.closed.get(20, TimeUnit.SECONDS)).isEqualTo(3456);
  }

  @Test
  void aSocketEndsWithTheDevServer() throws Exception {
    var id = served();
    var listener = new Heard();
    PreviewClient.enter(server, id).open("/hmr", listener);
    listener.next();

    runScripts.stopAll(id);

    assertThat(listener.closed.get(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aSocketThatTheDevServerRefusesIsRefused() {
    var preview = PreviewClient.enter(server, served());
    assertThatThrownBy(() -> preview.open("/refused", new Heard()))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
  }

  private WorkspaceId served() {
    var id = workspaces.with(PreviewClient.devServer("127.0.0.1"));
    runScripts.start(id);
    probe.awaitServed(id);
    return id;
  }

  private static final class Heard implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    String next() throws InterruptedException {
      return String.valueOf(messages.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      messages.add("bytes " + bytes.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      closed.complete(-1);
    }
  }
}
