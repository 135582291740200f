package dev.factoryfactory.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.factoryfactory.kernel.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PreviewAddressTests {

  private static final String ID = "7e57d004-2b97-4e7a-b45f-5387367791cd";
  private static final WorkspaceId WORKSPACE = WorkspaceId.parse(ID);

  private final PreviewAddress local = new PreviewAddress(new PreviewProperties(null));
  private final PreviewAddress shared =
      new PreviewAddress(new PreviewProperties("https://*.Preview.example.org"));

  @Test
  void withoutASettingPreviewsAreForThisMachine() {
    var request = request(ID + ".localhost:3000", "127.0.0.1");

    assertThat(local.workspaceOf(request)).contains(WORKSPACE);
    assertThat(local.origin(WORKSPACE, request)).isEqualTo("http://" + ID + ".localhost:3000");
    assertThat(local.isFor(request)).isTrue();
    assertThat(local.isFor(request(ID + ".localhost:3000", "0:0:0:0:0:0:0:1"))).isTrue();
    assertThat(local.isFor(request(ID + ".localhost:3000", "192.168.1.9"))).isFalse();
    assertThat(local.isSecure()).isTrue();
  }

  @Test
  void everyOtherNameIsNoPreview() {
    for (var host :
        new String[] {
          "localhost:3000",
          "127.0.0.1:3000",
          ID + ".localhost:3001",
          ID + ".localhost",
          "a." + ID + ".localhost:3000",
          "evil.localhost:3000",
          ".localhost:3000",
          ID + ".localhost:3000.evil.example"
        }) {
      assertThat(local.workspaceOf(request(host, "127.0.0.1"))).as(host).isEmpty();
    }
  }

  @Test
  void aNameThatLeadsHereOpensThemToOthers() {
    var request = request(ID + ".preview.example.org", "192.168.1.9");

    assertThat(shared.workspaceOf(request)).contains(WORKSPACE);
    assertThat(shared.origin(WORKSPACE, request))
        .isEqualTo("https://" + ID + ".preview.example.org");
    assertThat(shared.isFor(request)).isTrue();
    assertThat(shared.frameSource()).isEqualTo("https://*.preview.example.org");
    assertThat(shared.workspaceOf(request(ID + ".localhost:3000", "127.0.0.1"))).isEmpty();
    var plain = new PreviewAddress(new PreviewProperties("http://*.10.0.0.2.nip.io:3000"));
    assertThat(plain.isSecure()).isFalse();
    assertThat(plain.workspaceOf(request(ID + ".10.0.0.2.nip.io:3000", "10.0.0.9")))
        .contains(WORKSPACE);
  }

  @Test
  void anAddressWithoutAPlaceForTheWorkspaceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreviewProperties("https://preview.example.org"))
        .withMessageContaining("factory-factory.preview.address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreviewProperties("https://*.example.org/; script-src *"));
  }

  private static MockHttpServletRequest request(String host, String from) {
    var request = new MockHttpServletRequest("GET", "/");
    request.addHeader("Host", host);
    request.setLocalPort(3000);
    request.setRemoteAddr(from);
    return request;
  }
}
