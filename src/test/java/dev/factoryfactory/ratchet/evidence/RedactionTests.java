package dev.factoryfactory.ratchet.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Authorization: Token 0123456789abcdef0123456789abcdef01234567 | Authorization: Token ***
          clone https://x:s3cret@github.com/a/b | clone https://x:***@github.com/a/b
          token ghp_0123456789abcdefghijABCDEFGHIJ012345 here | token *** here
          DB_PASSWORD=Zm9vYmFyMTIzNDU2Nzg5 | DB_PASSWORD=***
          """)
  void masksWhatTheRunnerWasNotTold(String line, String masked) {
    assertThat(Redaction.redact(line)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error: expected password: String, found i32",
        "https://repo.maven.apache.org:443/maven2/x.jar",
        "src/auth/token.ts:12:5 - error TS2322: Type 'string'",
        "FAILED tests/test_secret.py::test_api_key - assert 1 == 2"
      })
  void leavesWhatIsNoSecret(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }
}
