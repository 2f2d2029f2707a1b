package dev.ringwatch.app.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * The mail server that takes e-mail on. It is whoever runs the server who names it, so it may be
 * inside.
 *
 * @param host its name
 * @param port its port
 * @param login how to sign in; empty if it wants no sign-in
 * @param from whom letters are from
 * @param tls how the connection is encrypted
 * @param patience how long all of a delivery may take, so that it ends before others take it up
 */
public record SmtpSettings(
    String host, int port, Optional<Login> login, String from, Tls tls, Duration patience) {

  /**
   * Who we are for the mail server.
   *
   * @param user the name
   * @param password its secret
   */
  public record Login(String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  /** How a connection is encrypted. The certificate is checked wherever there is one. */
  public enum Tls {
    /** From STARTTLS on, without which nothing is sent (RFC 3207). */
    STARTTLS,
    /** From the first byte on (RFC 8314). */
    IMPLICIT,
    /** By STARTTLS if the server offers it, otherwise not. */
    OPPORTUNISTIC
  }
}
