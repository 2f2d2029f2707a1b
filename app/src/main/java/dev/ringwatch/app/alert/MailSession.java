package dev.ringwatch.app.alert;

import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** How a mail server is spoken to, in the words of the library. */
final class MailSession {

  private static final String ON = "true";

  private MailSession() {}

  static Properties properties(SmtpSettings to, SSLSocketFactory tls) {
    String patience = Long.toString(to.patience().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.from", to.from());
    properties.setProperty("mail.smtp.auth", Boolean.toString(to.login().isPresent()));
    // Those who can be reached are: whom the server refuses is heard of all the same.
    properties.setProperty("mail.smtp.sendpartial", ON);
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", ON);
    properties.put("mail.smtp.ssl.socketFactory", tls);
    switch (to.tls()) {
      case IMPLICIT -> properties.setProperty("mail.smtp.ssl.enable", ON);
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", ON);
        properties.setProperty("mail.smtp.starttls.required", ON);
      }
      case OPPORTUNISTIC -> properties.setProperty("mail.smtp.starttls.enable", ON);
    }
    return properties;
  }
}
