package dev.ringwatch.app.settings;

import dev.ringwatch.app.alert.MailAddress;
import dev.ringwatch.app.alert.SmtpSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mail server that takes alerts by e-mail on. */
record SmtpSection(
    @Setting(value = "its name", unset = "no alerts by e-mail") @Nullable String host,
    @Setting(value = "its port", least = "1", most = "65535") int port,
    @Setting(value = "the name to sign in under", unset = "no sign-in") @Nullable String username,
    @Setting(value = "its password", unset = "none", secret = true) @Nullable String password,
    @Setting(value = "whom letters are from, such as ringwatch@example.org", unset = "none")
        @Nullable String from,
    @Setting(
            value =
                "starttls: nothing is sent without it; implicit: encrypted from the first byte, as"
                    + " on port 465; opportunistic: by STARTTLS if the server offers it",
            unset = "starttls with a user name, opportunistic without")
        SmtpSettings.@Nullable Tls tls,
    @Setting(value = "how long all of a delivery may take", least = "1s", most = "50s")
        Duration patience) {

  /** That of message submission (RFC 6409). */
  private static final int PORT = 587;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static SmtpSection ofDefaults() {
    return new SmtpSection(null, PORT, null, null, null, null, PATIENCE);
  }

  Optional<SmtpSettings> settings() {
    if (host == null || from == null) {
      return Optional.empty();
    }
    Optional<SmtpSettings.Login> login =
        username == null || password == null
            ? Optional.empty()
            : Optional.of(new SmtpSettings.Login(username, password));
    SmtpSettings.Tls usual =
        login.isPresent() ? SmtpSettings.Tls.STARTTLS : SmtpSettings.Tls.OPPORTUNISTIC;
    return Optional.of(
        new SmtpSettings(host, port, login, from, tls == null ? usual : tls, patience));
  }

  /** Whether there is a server and whom letters are from, or neither. */
  boolean isWhole() {
    return (host == null) == (from == null) && (from == null || MailAddress.isOne(from));
  }

  /** Whether a sign-in is whole, and is for something. */
  boolean hasWholeLogin() {
    return (username == null) == (password == null) && (username == null || host != null);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SmtpSection[host=" + host + "]";
  }
}
