package dev.ringwatch.postgres.alert;

/** How a digest is put for a receiver. */
public interface DigestTexts {

  /** The body. */
  String payload(Digest digest);
}
