package dev.ringwatch.postgres;

/**
 * A new API key with its secret, which is shown this once and kept nowhere.
 *
 * @param key the key
 * @param secret what its holder shows
 */
public record IssuedApiKey(ApiKey key, String secret) {

  /** All but the secret. */
  @Override
  public String toString() {
    return key.toString();
  }
}
