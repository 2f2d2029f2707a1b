package dev.ringwatch.postgres;

/**
 * Where a database is and who we are there.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://...}
 * @param user the role to log in as; empty if the URL says it
 * @param password its password; empty if the URL says it or none is needed
 * @param poolSize the most connections that a pool opens, at least 1
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {

  /** What a pool opens unless told otherwise: a few more than the cores of a small machine. */
  public static final int DEFAULT_POOL_SIZE = 10;

  /** Checks the kind of URL and the size. */
  public DatabaseSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      // The URL is not shown: it may hold a password.
      throw new IllegalArgumentException("a database URL must start with jdbc:postgresql:");
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException("a pool must have at least 1 connection, not " + poolSize);
    }
  }

  /** All but the password and what follows the URL's question mark, where one may stand. */
  @Override
  public String toString() {
    int question = url.indexOf('?');
    return (question < 0 ? url : url.substring(0, question)) + " as " + user;
  }
}
