package dev.ringwatch.app.serve;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.settings.TlsFiles;
import java.util.Objects;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** A certificate and its key, as the server's connector wants them. */
final class TlsBundle {

  /** What the connector knows it as. */
  static final String NAME = "ringwatch";

  private TlsBundle() {}

  /**
   * Reads them.
   *
   * @throws CommandFailure if they are no certificate and its key
   */
  static SslBundle of(TlsFiles files) {
    PemSslStoreDetails details =
        PemSslStoreDetails.forCertificate(files.certificate().toUri().toString())
            .withPrivateKey(files.key().toUri().toString());
    try {
      PemSslStoreBundle stores = new PemSslStoreBundle(details, null);
      Objects.requireNonNull(stores.getKeyStore(), "no key store");
      return SslBundle.of(stores);
    } catch (RuntimeException e) {
      throw new CommandFailure(
          "ringwatch.tls.certificate and ringwatch.tls.key must be a certificate and its key, as"
              + " PEM: "
              + e.getMessage());
    }
  }
}
