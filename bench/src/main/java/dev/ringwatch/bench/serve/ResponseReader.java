package dev.ringwatch.bench.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Reads HTTP/1.1 responses from a stream, one after the other. Used by one thread. */
final class ResponseReader {

  private static final int MAX_LINE_BYTES = 8_192;
  private static final int MAX_BODY_BYTES = 1 << 22;
  private static final int HEXADECIMAL = 16;

  private final InputStream in;
  private final byte[] line = new byte[MAX_LINE_BYTES];
  private boolean closing;

  ResponseReader(InputStream in) {
    this.in = new BufferedInputStream(in, MAX_LINE_BYTES);
  }

  /** Reads the next response; whatever is no HTTP fails. */
  Response next() throws IOException {
    int status = status(line());
    int length = 0;
    boolean chunked = false;
    Duration retryAfter = Duration.ZERO;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = number(value, 10);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "retry-after" -> retryAfter = Duration.ofSeconds(number(value, 10));
        case "connection" -> closing = value.equalsIgnoreCase("close");
        default -> {}
      }
    }
    byte[] body = chunked ? chunks() : exactly(length);
    return new Response(status, retryAfter, new String(body, StandardCharsets.UTF_8));
  }

  /** Whether the server said that it ends the connection. */
  boolean isClosing() {
    return closing;
  }

  private static int status(String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
      throw new ProtocolException("not an HTTP response: " + line);
    }
    return number(words[1], 10);
  }

  private static int number(String text, int radix) throws IOException {
    try {
      return Integer.parseInt(text, radix);
    } catch (NumberFormatException e) {
      throw new ProtocolException("not a number: " + text);
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = number(line(), HEXADECIMAL); size > 0; size = number(line(), HEXADECIMAL)) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    if (length < 0 || length > MAX_BODY_BYTES) {
      throw new ProtocolException("a body of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the response ends early");
    }
    return bytes;
  }

  private String line() throws IOException {
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (length == line.length) {
        throw new ProtocolException("a header line is too long");
      }
      line[length++] = (byte) next;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }
}
