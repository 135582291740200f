package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.Tool.Family;

/** Looks at why tests failed, as far as the line that names them says so. */
final class TestFailures {

  private static final Probe NETWORK =
      Probe.of(
          "(?:ConnectionError|ConnectTimeout|ReadTimeout|NewConnectionError|NameResolutionError|SSLError|gaierror|UnknownHost|ENOTFOUND|EAI_AGAIN|ECONNRESET|ETIMEDOUT|ConnectException|SocketTimeout|no such host|i/o timeout|TLS handshake timeout)");

  private TestFailures() {}

  /** Every line that names a failed test also names a network's failure with a host elsewhere. */
  static boolean allFromNetwork(Observations observed) {
    int seen = 0;
    for (var finding : observed.failures()) {
      if (finding.tool().family() != Family.TEST) {
        return false;
      }
      if (finding.test() == null) {
        continue;
      }
      var text = observed.text(finding.at());
      if (!text.contains(" - ") && !text.contains("»")) {
        continue;
      }
      if (!NETWORK.in(text) || Signals.LOCAL.in(text)) {
        return false;
      }
      seen++;
    }
    return seen > 0;
  }
}
