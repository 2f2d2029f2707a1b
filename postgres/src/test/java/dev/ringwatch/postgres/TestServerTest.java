package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestServerTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://localhost/a,             jdbc:postgresql://localhost/x",
    "jdbc:postgresql://h:1/a?user=u&password=p, jdbc:postgresql://h:1/x?user=u&password=p",
    "jdbc:postgresql://h:1/,                    jdbc:postgresql://h:1/x",
    "jdbc:postgresql://h:1/?user=u,             jdbc:postgresql://h:1/x?user=u",
    "jdbc:postgresql:a?user=u,                  jdbc:postgresql:x?user=u"
  })
  void putsAnotherDatabaseIntoAUrl(String url, String expected) {
    assertThat(TestServer.urlOf(url, "x")).isEqualTo(expected);
  }
}
