package dev.factoryfactory.runscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.web.RawHttp;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.runscript.RunScriptTestSupport.Probe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real dev server, seen through the server by what stands for a browser. */
@RunScriptModuleTest
class PreviewIntegrationTests {

  private final RunScriptFacade runScripts;
  private final DirectoryWorkspaces workspaces;
  private final Probe probe;
  private final ServerClient server;

  PreviewIntegrationTests(
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
  void aTicketLetsOneBrowserInOnce() {
    var id = served("127.0.0.1");
    var other = new PreviewClient(server, served("127.0.0.1"));
    var stranger = new PreviewClient(server, id);
    var entrance = stranger.entrance("/page?x=1");

    assertThat(other.get(entrance).statusCode()).isEqualTo(401);
    entrance = stranger.entrance("/page?x=1");
    var entered = stranger.get(entrance);

    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(header(entered, "Location")).isEqualTo(stranger.origin() + "/page?x=1");
    assertThat(header(entered, "Set-Cookie"))
        .contains("HttpOnly", "Secure", "SameSite=None", "Partitioned")
        .doesNotContain(server.token());
    assertThat(stranger.get(entrance).statusCode()).isEqualTo(401);
    assertThat(stranger.get("/").statusCode()).isEqualTo(401);
    var first = PreviewClient.enter(server, id);
    assertThat(first.get("/").body()).isEqualTo("<h1>served at /</h1>");
    assertThat(other.get("/", "Cookie", first.cookie()).statusCode())
        .as("the cookie of one preview opens no other")
        .isEqualTo(401);
    assertThat(server.call("GET", "/api/health", null, "Cookie", first.cookie()).status())
        .isEqualTo(200);
  }

  @Test
  void whatIsAskedArrivesAsWithoutAPreview() {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);
    var port = probe.awaitServed(id).detectedPort();

    var echo =
        json(
            preview.send(
                "PATCH",
                "/echo/../echo?a=b%2Fc&d=%5B1%5D",
                BodyPublishers.ofString("text"),
                "Origin",
                preview.origin(),
                "Referer",
                preview.origin() + "/page",
                "Cookie",
                preview.cookie() + "; mine=1; factory-factory-3000=secret",
                "Authorization",
                "Bearer " + server.token(),
                "X-Mine",
                "yes",
                "X-Forwarded-For",
                "10.0.0.1"));

    assertThat(echo.path("method").asString()).isEqualTo("PATCH");
    assertThat(echo.path("url").asString()).endsWith("echo?a=b%2Fc&d=%5B1%5D");
    var headers = echo.path("headers");
    assertThat(headers.path("host").asString()).isEqualTo("localhost:" + port);
    assertThat(headers.path("origin").asString()).isEqualTo("http://localhost:" + port);
    assertThat(headers.path("referer").asString()).isEqualTo("http://localhost:" + port + "/page");
    assertThat(headers.path("cookie").asString()).isEqualTo("mine=1");
    assertThat(headers.path("x-mine").asString()).isEqualTo("yes");
    assertThat(headers.has("authorization")).isFalse();
    assertThat(headers.has("x-forwarded-for")).isFalse();
    assertThat(echo.toString()).doesNotContain(server.token()).doesNotContain("factory-factory");
    var own = json(preview.get("/echo", "Authorization", "Bearer of-the-page"));
    assertThat(own.path("headers").path("authorization").asString())
        .isEqualTo("Bearer of-the-page");
  }

  @Test
  void pathsThatOnlyDevServersHaveArrive() throws IOException {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);

    assertThat(preview.get("/@fs/a%2Fb").body()).contains("served at /@fs/a%2Fb");
    var reply =
        new RawHttp(server.port())
            .get(
                "/blog/[slug]/page.js?x={y}|z",
                "Host: " + preview.origin().substring("http://".length()),
                "Cookie: " + preview.cookie());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("/blog/%5Bslug%5D/page.js?x=%7By%7D%7Cz");
  }

  @Test
  void whatIsAnsweredFitsIntoOurPage() {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);

    var answer = preview.get("/headers");

    assertThat(answer.body()).isEqualTo("ok");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .containsExactly("session=abc; Path=/; HttpOnly; SameSite=None; Secure; Partitioned");
    assertThat(header(answer, "Content-Security-Policy")).isEqualTo("default-src 'self'");
    for (var name : new String[] {"X-Frame-Options", "Strict-Transport-Security", "X-Hop"}) {
      assertThat(answer.headers().firstValue(name)).as(name).isEmpty();
    }
    assertThat(header(preview.get("/away"), "Location"))
        .isEqualTo(preview.origin() + "/landing?a=b");
  }

  @Test
  void longBodiesPassInBothDirections() {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);
    var body = new byte[40_000_000];
    Arrays.fill(body, (byte) 7);

    var echo = json(preview.send("POST", "/echo", BodyPublishers.ofByteArray(body)));
    assertThat(echo.path("size").asLong()).isEqualTo(body.length);
    assertThat(echo.path("md5").asString()).isEqualTo(DigestUtils.md5DigestAsHex(body));
    var stream = BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(List.of(body, body)));
    assertThat(json(preview.send("PUT", "/echo", stream)).path("size").asLong())
        .isEqualTo(2L * body.length);
    var big =
        preview.send("GET", "/big", BodyPublishers.noBody(), BodyHandlers.ofByteArray()).body();
    assertThat(big).hasSize(512 * 64 * 1024);
    assertThat(big[big.length - 1]).isEqualTo((byte) (511 % 251));
  }

  @Test
  void eventsArriveAsTheyAreSent() throws Exception {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);

    var events =
        preview.send("GET", "/events", BodyPublishers.noBody(), BodyHandlers.ofInputStream());

    try (var lines =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("data: first");
      lines.readLine();
      preview.get("/go-on");
      assertThat(lines.readLine()).isEqualTo("data: second");
    }
  }

  @Test
  void aDevServerOnTheOtherLoopbackIsFound() {
    assertThat(PreviewClient.enter(server, served("::1")).get("/six").body())
        .contains("served at /six");
  }

  @Test
  void nothingThatListensIsAPageThatHelps() {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);

    assertThat(preview.get("/break", "Accept", "text/html").body())
        .contains("The dev server broke off");
    runScripts.stopAll(id);

    var page = preview.get("/", "Accept", "text/html,*/*");
    assertThat(page.statusCode()).isEqualTo(502);
    assertThat(page.body()).contains("Nothing is served yet").contains("Run");
    var problem = preview.get("/data", "Accept", "application/json");
    assertThat(problem.statusCode()).isEqualTo(502);
    assertThat(json(problem).path("code").asString()).isEqualTo("NOTHING_SERVED");
    var unknown = PreviewClient.enter(server, WorkspaceId.random());
    assertThat(unknown.get("/").statusCode()).isEqualTo(502);
  }

  @Test
  void otherPagesHaveNoAccess() {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);

    assertThat(preview.get("/", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(preview.get("/", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(
            preview
                .get("/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                .statusCode())
        .isEqualTo(200);
    assertThat(preview.send("TRACE", "/", BodyPublishers.noBody()).statusCode()).isEqualTo(405);
  }

  @Test
  void thePreviewedPageReachesNothingOfOurs() {
    var id = served("127.0.0.1");
    var preview = PreviewClient.enter(server, id);

    assertThat(preview.get("/api/projects").body())
        .as("a path of ours is the dev server's own there")
        .contains("served at /api/projects");
    assertThat(
            server.call("GET", "/api/settings", null, "Origin", preview.origin()).json().toString())
        .contains("FOREIGN_ORIGIN");
    assertThat(
            server
                .call("GET", "/api/settings", null, "Sec-Fetch-Site", "cross-site")
                .json()
                .toString())
        .contains("FOREIGN_ORIGIN");
    assertThat(server.get("/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).endsWith("frame-src http://*.localhost:*"));
  }

  @Test
  void aWrongPathIsRefused() {
    var id = workspaces.with("exit 0");
    for (var path : new String[] {"//evil.example", "page", "/a b", "/a\r\nX: y"}) {
      var answer = server.post("/api/workspaces/%s/preview".formatted(id), Map.of("path", path));
      if (path.equals("//evil.example")) {
        assertThat(answer.json().path("url").asString()).startsWith("http://" + id);
      } else {
        assertThat(answer.json().path("code").asString()).isEqualTo("INVALID_INPUT");
      }
    }
  }

  private WorkspaceId served(String address) {
    var id = workspaces.with(PreviewClient.devServer(address));
    runScripts.start(id);
    probe.awaitServed(id);
    return id;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
