package dev.ringwatch.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys with certificates that they signed themselves, made by the JDK's own tool. */
final class Keys {

  /** Of every store. */
  static final String PASSWORD = "certainly-secret";

  private final Path folder;

  private Keys(Path folder) {
    this.folder = folder;
  }

  /** Makes a key for each name. */
  static Keys make(Path folder, String... names) throws IOException, InterruptedException {
    List<Process> tools = new ArrayList<>();
    for (String name : names) {
      tools.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  name,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=dns:localhost",
                  "-validity",
                  "3650",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  folder.resolve(name + ".p12").toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(name + ".words").toFile())
              .start());
    }
    for (int i = 0; i < names.length; i++) {
      if (tools.get(i).waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve(names[i] + ".words")));
      }
    }
    return new Keys(folder);
  }

  /** The properties of who has a key. */
  Map<String, String> key(String name) {
    return Map.of(
        "ssl.keystore.location",
        folder.resolve(name + ".p12").toString(),
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.password",
        PASSWORD,
        "ssl.key.password",
        PASSWORD);
  }

  /** The properties of who trusts some certificates. */
  Map<String, String> trust(String... names) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (String name : names) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
        store.load(in, PASSWORD.toCharArray());
      }
      trusted.setCertificateEntry(name, store.getCertificate(name));
    }
    Path file = folder.resolve("trust-" + String.join("-", names) + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    return Map.of(
        "ssl.truststore.location",
        file.toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        PASSWORD);
  }
}
