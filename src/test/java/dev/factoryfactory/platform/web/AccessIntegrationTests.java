package dev.factoryfactory.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.platform.home.ServerHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in and who is not, on the real port. */
@ServerTest
class AccessIntegrationTests {

  private final RawHttp http;
  private final ServerClient script;
  private final ServerHome home;
  private final AccessToken token;
  private final SignInLinks links;

  AccessIntegrationTests(
      ServerClient script, ServerHome home, AccessToken token, SignInLinks links) {
    this.http = new RawHttp(script.port());
    this.script = script;
    this.home = home;
    this.token = token;
    this.links = links;
  }

  @Test
  void theTokenIsLongAndForItsUserAlone() throws IOException {
    var file = home.resolve("token");

    assertThat(Files.readString(file).strip()).hasSizeGreaterThanOrEqualTo(43);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aScriptWithTheTokenGetsIn() throws IOException {
    assertThat(http.get("/api/settings", bearer()).status()).isEqualTo(200);
    assertThat(http.send("PATCH", "/api/settings", "{}", bearer()).status()).isEqualTo(200);
    assertThat(http.get("/actuator/health", bearer()).status()).isEqualTo(200);
    assertThat(http.get("/api/openapi.json", bearer()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "Authorization: Bearer wrong",
        "Authorization: Bearer ",
        "Authorization: Basic b3duZXI6",
        "Cookie: factory-factory=wrong"
      })
  void withoutTheTokenNothingIsToldOrDone(String header) throws IOException {
    for (var path :
        new String[] {
          "/api/settings", "/api/anything", "/actuator", "/actuator/prometheus", "/%61pi/settings"
        }) {
      var reply = http.get(path, header);
      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
    }
    assertThat(http.send("PATCH", "/api/settings", "{}", header).status()).isEqualTo(401);
    assertThat(http.handshake(header).status()).isEqualTo(401);
  }

  @Test
  void aWrongCookieIsNoSignIn() throws IOException {
    assertThat(http.get("/api/settings", cookie("wrong")).status()).isEqualTo(401);
    assertThat(http.get("/api/settings", cookie(script.token())).status()).isEqualTo(401);
    assertThat(http.handshake(cookie("wrong")).status()).isEqualTo(401);
  }

  @Test
  void healthIsForEverybodyAndToldWithoutSecrets() throws IOException {
    var reply = http.get("/api/health");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("\"status\":\"UP\"", "\"version\"");
  }

  @Test
  void deliveriesOfGitHubComeByAnyNameAndAreJudgedByTheirSignature() throws IOException {
    var reply = http.send("POST", "/api/github/webhooks", "{}", "Host: tunnel.example");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(http.send("POST", "/api/github/allowances", "{}", "Host: tunnel.example").code())
        .isEqualTo("FOREIGN_HOST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost:1",
        "localhost",
        "127.0.0.2:PORT",
        ""
      })
  void aForeignHostIsTurnedAway(String host) throws IOException {
    var line = "Host: " + host.replace("PORT", Integer.toString(http.port()));

    for (var path : new String[] {"/api/health", "/api/settings", "/", "/sign-in"}) {
      var reply = http.get(path, line, bearer());
      assertThat(reply.status()).as(path).isEqualTo(403);
      assertThat(reply.code()).isEqualTo("FOREIGN_HOST");
    }
    assertThat(http.handshake(line, bearer()).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "LOCALHOST:PORT"})
  void itsOwnNamesAreKnown(String host) throws IOException {
    var line = "Host: " + host.replace("PORT", Integer.toString(http.port()));

    assertThat(http.get("/api/settings", line, bearer()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost:1",
        "http://localhost",
        "null",
        "file://",
        ""
      })
  void aForeignOriginIsTurnedAway(String origin) throws IOException {
    var line = "Origin: " + origin;

    var read = http.get("/api/settings", line, bearer());
    assertThat(read.status()).isEqualTo(403);
    assertThat(read.code()).isEqualTo("FOREIGN_ORIGIN");
    assertThat(http.send("PATCH", "/api/settings", "{}", line, cookie()).status()).isEqualTo(403);
    assertThat(http.send("POST", "/api/sign-in", signIn(), line).status()).isEqualTo(403);
    assertThat(http.handshake(line, bearer()).status()).isEqualTo(403);
    assertThat(http.handshake(line, cookie()).status()).isEqualTo(403);
    assertThat(
            http.send("OPTIONS", "/api/settings", "", line).header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aRequestFromAnotherSiteIsTurnedAway(String site) throws IOException {
    var line = "Sec-Fetch-Site: " + site;

    assertThat(http.get("/api/settings", line, cookie()).code()).isEqualTo("FOREIGN_ORIGIN");
    assertThat(http.get("/api/settings", line, "Sec-Fetch-Mode: navigate", cookie()).status())
        .isEqualTo(403);
    assertThat(http.send("PATCH", "/api/settings", "{}", line, cookie()).code())
        .isEqualTo("FOREIGN_ORIGIN");
    assertThat(http.send("POST", "/api/sign-out", "", line).status()).isEqualTo(403);
    assertThat(http.handshake(line, cookie()).status()).isEqualTo(403);
  }

  @Test
  void aLinkOnAnotherSiteMayLeadToThePage() throws IOException {
    var reply = http.get("/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate");

    assertThat(reply.status()).isNotEqualTo(403);
  }

  @Test
  void aChangeByCookieMustComeFromThePage() throws IOException {
    var ours = "Origin: http://localhost:" + http.port();

    assertThat(http.get("/api/settings", cookie()).status()).isEqualTo(200);
    assertThat(http.send("PATCH", "/api/settings", "{}", cookie()).code())
        .isEqualTo("FOREIGN_ORIGIN");
    assertThat(http.send("PATCH", "/api/settings", "{}", cookie(), "Sec-Fetch-Site: none").status())
        .isEqualTo(403);
    assertThat(http.send("PATCH", "/api/settings", "{}", cookie(), ours).status()).isEqualTo(200);
    assertThat(
            http.send("PATCH", "/api/settings", "{}", cookie(), "Sec-Fetch-Site: same-origin")
                .status())
        .isEqualTo(200);
  }

  @Test
  void theWebSocketTakesTheTokenOrTheCookie() throws IOException {
    var ours = "Origin: http://localhost:" + http.port();

    assertThat(http.handshake(bearer()).status()).isEqualTo(101);
    assertThat(http.handshake(cookie(), ours).status()).isEqualTo(101);
    assertThat(http.handshake(ours).status()).isEqualTo(401);
  }

  @Test
  void theLinkSignsABrowserIn() throws IOException {
    var reply = http.get(links.printed(""));

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).contains("/");
    assertThat(reply.header("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain(script.token());
    assertThat(http.get("/api/settings", asSent(reply)).status()).isEqualTo(200);
    assertThat(http.get(links.printed("")).status()).as("good for long").isEqualTo(303);
  }

  @Test
  void theLinkForAProgramIsGoodOnce() throws IOException {
    var path = links.oneTime("");

    assertThat(http.get(path).header("Set-Cookie")).isPresent();
    assertThat(http.get(path).header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/sign-in?code=", "/sign-in?code=wrong"})
  void aWrongLinkLeadsToThePageWithoutACookie(String path) throws IOException {
    var reply = http.get(path);

    assertThat(reply.header("Location")).contains("/?sign-in=expired");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @Test
  void aPastedTokenSignsIn() throws IOException {
    var reply = http.send("POST", "/api/sign-in", signIn());

    assertThat(reply.status()).isEqualTo(204);
    assertThat(http.get("/api/settings", asSent(reply)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"token\":\"wrong\"}", "{\"token\":null}", "{}"})
  void aWrongTokenDoesNot(String body) throws IOException {
    var reply = http.send("POST", "/api/sign-in", body);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @Test
  void signingOutClearsTheCookie() throws IOException {
    var reply =
        http.send("POST", "/api/sign-out", "", cookie(), "Origin: http://localhost:" + http.port());

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
  }

  @Test
  void theCookieOutlivesTheServer() throws IOException {
    assertThat(new AccessToken(home).cookie()).isEqualTo(token.cookie());
  }

  private String bearer() {
    return "Authorization: Bearer " + script.token();
  }

  private String cookie() {
    return cookie(token.cookie());
  }

  private String cookie(String value) {
    return "Cookie: factory-factory-%d=%s".formatted(http.port(), value);
  }

  private String signIn() {
    return "{\"token\":\"%s\"}".formatted(script.token());
  }

  private static String asSent(RawHttp.Reply reply) {
    return "Cookie: " + reply.header("Set-Cookie").orElseThrow().split(";")[0];
  }
}
