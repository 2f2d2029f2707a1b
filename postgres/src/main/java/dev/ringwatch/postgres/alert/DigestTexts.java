package dev.ringwatch.postgres.alert;

/** How a digest is put for a receiver. */
public interface DigestTexts {

  /** The body for endpoints of a format. */
  String payload(EndpointFormat format, Digest digest);
}
