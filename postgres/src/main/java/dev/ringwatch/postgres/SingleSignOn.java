package dev.ringwatch.postgres;

/**
 * Somebody, as single sign-on knows them.
 *
 * @param issuer who vouches for them
 * @param subject their id there, which never goes to somebody else
 */
public record SingleSignOn(String issuer, String subject) {

  /** Checks that both say something. */
  public SingleSignOn {
    if (issuer.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException(
          "single sign-on needs an issuer and a subject, not '" + issuer + "', '" + subject + "'");
    }
  }
}
