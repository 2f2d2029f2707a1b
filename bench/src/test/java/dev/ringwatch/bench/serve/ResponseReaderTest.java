package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

  @Test
  void readsABodyOfALengthAndOneInChunks() throws IOException {
    ResponseReader reader =
        reader(
            "HTTP/1.1 503 \r\nRetry-After: 2\r\nContent-Length: 4\r\n\r\nbusy"
                + "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

    assertThat(reader.next()).isEqualTo(new Response(503, Duration.ofSeconds(2), "busy"));
    assertThat(reader.next()).isEqualTo(new Response(200, Duration.ZERO, "abc0123456789"));
    assertThat(reader.isClosing()).isFalse();
    assertThat(reader.next()).isEqualTo(new Response(204, Duration.ZERO, ""));
    assertThat(reader.isClosing()).isTrue();
  }

  @Test
  void failsOnWhatEndsEarlyAndOnWhatIsNoHttp() {
    assertThatThrownBy(() -> reader("HTTP/1.1 200 \r\nContent-Length: 4\r\n\r\nbu").next())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> reader("POST /v1/events HTTP/1.1\r\n").next())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> reader("").next()).isInstanceOf(IOException.class);
  }

  private static ResponseReader reader(String bytes) {
    return new ResponseReader(
        new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
