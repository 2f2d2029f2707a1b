package dev.ringwatch.app.alert;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An e-mail: plain text and HTML, with an id that stays the same from attempt to attempt, in the
 * thread of its incident, if it is about one.
 */
final class MailMessage extends MimeMessage {

  /** RFC 5322, 3.3. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String UTF_8 = "UTF-8";

  private final String messageId;

  private MailMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  /**
   * The e-mail of a letter.
   *
   * @param id the delivery's
   * @param from whom it is from
   * @param to whom it is to
   */
  static MimeMessage of(Session session, Letter letter, String id, String from, List<String> to)
      throws MessagingException {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    MailMessage mail = new MailMessage(session, "<" + id + "@" + domain + ">");
    mail.setFrom(new InternetAddress(from));
    for (String address : to) {
      mail.addRecipient(RecipientType.TO, new InternetAddress(address));
    }
    mail.setSubject(letter.subject(), UTF_8);
    mail.setHeader("Date", date(letter.at()));
    if (!letter.thread().isEmpty()) {
      mail.setHeader("In-Reply-To", "<" + letter.thread() + ">");
      mail.setHeader("References", "<" + letter.thread() + ">");
    }
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Ringwatch-Delivery", id);
    mail.setContent(new MimeMultipart("alternative", plain(letter), html(letter)));
    mail.saveChanges();
    return mail;
  }

  static String date(Instant at) {
    return DATE.format(at);
  }

  private static MimeBodyPart plain(Letter letter) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(letter.text(), UTF_8);
    return encoded(part);
  }

  private static MimeBodyPart html(Letter letter) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(letter.html(), UTF_8, "html");
    return encoded(part);
  }

  /** So that no line is longer than the 998 characters of RFC 5322, 2.1.1. */
  private static MimeBodyPart encoded(MimeBodyPart part) throws MessagingException {
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
