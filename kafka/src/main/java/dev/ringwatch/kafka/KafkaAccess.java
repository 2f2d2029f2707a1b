package dev.ringwatch.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How brokers are reached, as a person configures it.
 *
 * @param servers the brokers to begin with, as host:port with commas between
 * @param protocol how they are spoken to
 * @param files the files that say more
 * @param login who we are there; null for nobody
 */
public record KafkaAccess(
    String servers, Protocol protocol, AccessFiles files, @Nullable Login login) {

  /** How brokers are spoken to; the words are Kafka's own. */
  public enum Protocol {
    /** Neither encrypted nor signed in. */
    PLAINTEXT,
    /** By TLS. */
    SSL,
    /** Signed in, and not encrypted. */
    SASL_PLAINTEXT,
    /** Signed in, by TLS. */
    SASL_SSL;

    /** Whether one signs in. */
    public boolean signsIn() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }
  }

  /** How a password is used to sign in. */
  public enum Mechanism {
    /** As it is; for encrypted connections. */
    PLAIN,
    /** By a proof of it, with SHA-256. */
    SCRAM_SHA_256,
    /** The same with SHA-512. */
    SCRAM_SHA_512
  }

  /**
   * Files, each null for none.
   *
   * @param trust the certificates that brokers are trusted by, as PEM
   * @param certificate our own certificate, as PEM
   * @param key its private key, as PEM (PKCS 8)
   * @param properties further properties of Kafka's clients
   */
  public record AccessFiles(
      @Nullable Path trust,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Path properties) {}

  /**
   * Who we are.
   *
   * @param mechanism how the password is used
   */
  public record Login(Mechanism mechanism, String user, String password) {

    private String text() {
      String module =
          mechanism == Mechanism.PLAIN
              ? "org.apache.kafka.common.security.plain.PlainLoginModule"
              : "org.apache.kafka.common.security.scram.ScramLoginModule";
      return String.format(
          Locale.ROOT,
          "%s required username=%s password=%s;",
          module,
          quoted(user),
          quoted(password));
    }

    private static String quoted(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Login[" + mechanism + ", user=" + user + "]";
    }
  }

  /**
   * The properties of Kafka's clients that say it; what is said here wins over further properties.
   *
   * @throws UncheckedIOException if a file cannot be read
   */
  public Map<String, String> client() {
    Map<String, String> client = furtherProperties();
    client.put("bootstrap.servers", servers);
    if (protocol != Protocol.PLAINTEXT) {
      client.put("security.protocol", protocol.name());
    }
    if (files.trust != null) {
      client.put("ssl.truststore.type", "PEM");
      client.put("ssl.truststore.certificates", text(files.trust));
    }
    if (files.certificate != null && files.key != null) {
      client.put("ssl.keystore.type", "PEM");
      client.put("ssl.keystore.certificate.chain", text(files.certificate));
      client.put("ssl.keystore.key", text(files.key));
    }
    if (protocol.signsIn() && login != null) {
      client.put("sasl.mechanism", login.mechanism.name().replace('_', '-'));
      client.put("sasl.jaas.config", login.text());
    }
    return client;
  }

  private Map<String, String> furtherProperties() {
    Map<String, String> further = new HashMap<>();
    if (files.properties != null) {
      Properties read = new Properties();
      try (Reader file = Files.newBufferedReader(files.properties, StandardCharsets.UTF_8)) {
        read.load(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      read.stringPropertyNames().forEach(name -> further.put(name, read.getProperty(name)));
    }
    return further;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
