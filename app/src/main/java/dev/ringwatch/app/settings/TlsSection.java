package dev.ringwatch.app.settings;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be set under {@code ringwatch.tls}. */
record TlsSection(
    @Setting(
            value = "a file with the certificate and those that lead to a known one, as PEM",
            unset = "plain HTTP")
        @Nullable Path certificate,
    @Setting(value = "a file with its private key, as PEM", unset = "none") @Nullable Path key) {

  /** Both files; empty if there is no certificate. */
  Optional<TlsFiles> files() {
    return certificate == null || key == null
        ? Optional.empty()
        : Optional.of(new TlsFiles(certificate, key));
  }
}
