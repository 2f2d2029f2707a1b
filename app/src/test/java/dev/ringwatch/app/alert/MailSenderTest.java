package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.postgres.alert.EndpointFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mail to real mail servers on sockets: one that keeps letters, and one that replies as told. */
class MailSenderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FROM = "ringwatch@example.org";
  private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static TestCertificate certificate;

  /** GreenMail takes its certificate from these properties. */
  @BeforeAll
  static void begin() throws Exception {
    certificate = TestCertificate.make(folder, "ip:127.0.0.1");
    System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
  }

  @AfterAll
  static void end() {
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  private static SmtpSettings settings(int port, SmtpSettings.Tls tls, Duration patience) {
    return new SmtpSettings("127.0.0.1", port, Optional.empty(), FROM, tls, patience);
  }

  private static SmtpSettings open(int port) {
    return settings(port, SmtpSettings.Tls.OPPORTUNISTIC, PATIENCE);
  }

  private static Answer send(SmtpSettings to, SSLSocketFactory tls, Message message) {
    try (MailSender sender = new MailSender(Optional.of(to), tls, InstantSource.system())) {
      return sender.send(message);
    }
  }

  private static Message message(String subject, String to) {
    Alert alert = Alerts.account(IncidentChange.OPENED, subject);
    return new Message(
        "019ab1f0-4a2e-7c11-9f0e-2f6d8c1b7a55",
        "mailto:" + to,
        EmailFormat.body(Wording.of(alert, false, Alerts.LINKS)),
        List.of(""),
        EndpointFormat.EMAIL);
  }

  private static Answer send(ScriptedMailServer server, String to) {
    return send(open(server.port()), USUAL, message("u17", to));
  }

  private static GreenMail greenMail(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    return server;
  }

  private static String raw(MimeMessage mail) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mail.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void sendsTextAndHtmlUnderAnIdThatStaysTheSame() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP);
    try {
      Message message = message("ü😀 & co", "a@example.org,b@example.org");
      Answer answer = send(open(server.getSmtp().getPort()), USUAL, message);
      assertThat(answer.isDelivered()).as("%s", answer).isTrue();
      assertThat(answer.attempt().status()).isEqualTo(250);
      send(open(server.getSmtp().getPort()), USUAL, message);
      assertThat(server.waitForIncomingEmail(PATIENCE.toMillis(), 4)).isTrue();
      MimeMessage[] mails = server.getReceivedMessages();
      MimeMessage mail = mails[0];
      assertThat(mail.getSubject())
          .isEqualTo("[Ringwatch] Incident opened (high, score 81.5): account ü😀 & co");
      assertThat(mail.getHeader("Message-ID"))
          .containsExactly("<019ab1f0-4a2e-7c11-9f0e-2f6d8c1b7a55@example.org>")
          .isEqualTo(mails[3].getHeader("Message-ID"));
      assertThat(mail.getHeader("X-Ringwatch-Delivery"))
          .containsExactly("019ab1f0-4a2e-7c11-9f0e-2f6d8c1b7a55");
      assertThat(mail.getHeader("References")).containsExactly("<incident-17@ringwatch.example>");
      assertThat(mail.getHeader("In-Reply-To")).containsExactly("<incident-17@ringwatch.example>");
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(mail.getHeader("Date")).containsExactly("Thu, 26 Nov 2026 12:00:00 +0000");
      assertThat(mail.getHeader("From")).containsExactly(FROM);
      assertThat(mail.getAllRecipients()).hasSize(2);
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      assertThat(parts.getContentType()).startsWith("multipart/alternative");
      assertThat(parts.getBodyPart(0).getContent().toString()).contains("account ü😀 & co");
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
      assertThat(parts.getBodyPart(1).getContent().toString()).contains("account ü😀 &amp; co");
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nBcc: v@example.org", "x\r\n\r\n.\r\nMAIL FROM:<v@example.org>"})
  void letsNothingOutOfTheSubject(String subject) throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP);
    try {
      send(open(server.getSmtp().getPort()), USUAL, message(subject, "a@example.org"));
      assertThat(server.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
      assertThat(server.getReceivedMessages()).hasSize(1);
      MimeMessage mail = server.getReceivedMessages()[0];
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getHeader("To")).containsExactly("a@example.org");
      assertThat(raw(mail).lines()).allMatch(line -> line.length() <= 998);
      assertThat(raw(mail).lines()).noneMatch(line -> line.startsWith("Bcc"));
    } finally {
      server.stop();
    }
  }

  @Test
  void speaksTlsFromTheFirstByteWithWhomItTrusts() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      SmtpSettings to = settings(server.getSmtps().getPort(), SmtpSettings.Tls.IMPLICIT, PATIENCE);
      Message message = message("u17", "a@example.org");
      Answer stranger = send(to, USUAL, message);
      assertThat(stranger.isDelivered()).isFalse();
      assertThat(stranger.attempt().error()).startsWith("no secure connection: ");
      assertThat(server.getReceivedMessages()).isEmpty();
      assertThat(send(to, certificate.trusting(), message).isDelivered()).isTrue();
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void signsInByStartTlsAndNeverWithoutIt() throws Exception {
    SmtpSettings.Login login = new SmtpSettings.Login("ringwatch", "s3cret");
    try (ScriptedMailServer server = new ScriptedMailServer(certificate.server());
        ScriptedMailServer bare = new ScriptedMailServer(null)) {
      server.reply("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN");
      server.reply("AUTH PLAIN", "235 welcome");
      bare.reply("EHLO", "250-scripted\r\n250 AUTH PLAIN");
      Message message = message("u17", "a@example.org");
      SmtpSettings.Tls tls = SmtpSettings.Tls.STARTTLS;
      SmtpSettings to =
          new SmtpSettings("127.0.0.1", server.port(), Optional.of(login), FROM, tls, PATIENCE);
      Answer answer = send(to, certificate.trusting(), message);
      assertThat(answer.isDelivered()).as("%s", answer).isTrue();
      assertThat(server.lines()).anyMatch(line -> line.startsWith("AUTH PLAIN "));
      SmtpSettings without =
          new SmtpSettings("127.0.0.1", bare.port(), Optional.of(login), FROM, tls, PATIENCE);
      Answer refused = send(without, certificate.trusting(), message);
      assertThat(refused.meaning()).isEqualTo(Meaning.AGAIN);
      assertThat(refused.attempt().error()).contains("STARTTLS is required");
      assertThat(bare.lines()).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(to.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void refusesACertificateOfAnotherName() throws Exception {
    TestCertificate other = TestCertificate.make(folder, "dns:other.example");
    try (ScriptedMailServer server = new ScriptedMailServer(other.server())) {
      SmtpSettings to = settings(server.port(), SmtpSettings.Tls.STARTTLS, PATIENCE);
      Answer answer = send(to, other.trusting(), message("u17", "a@example.org"));
      assertThat(answer.meaning()).isEqualTo(Meaning.AGAIN);
      assertThat(answer.attempt().error()).isNotEmpty();
      assertThat(server.lines()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 451 later, AGAIN, 451",
    "MAIL, 550 not you, NEVER, 550",
    "RCPT, 450 greylisted, AGAIN, 450",
    "RCPT, 550 no such user, NEVER, 550",
    "DATA, 421 busy, AGAIN, 421",
    "., 451 try later, AGAIN, 451",
    "., 554 spam, NEVER, 554"
  })
  void triesAgainWhatIsRefusedForNowAndGivesUpWhatIsRefusedForGood(
      String to, String reply, Meaning meaning, int status) throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(null)) {
      server.reply(to, reply);
      Answer answer = send(server, "a@example.org");
      assertThat(answer.meaning()).as("%s", answer).isEqualTo(meaning);
      assertThat(answer.attempt().status()).isEqualTo(status);
      assertThat(answer.attempt().error()).isEqualTo("SMTP reply " + status);
      assertThat(answer.attempt().answer()).contains(reply);
    }
  }

  @Test
  void reachesThoseWhoCanBeReached() throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(null)) {
      server.reply("RCPT TO:<b@", "550 no such user");
      Answer some = send(server, "a@example.org,b@example.org");
      assertThat(some.isDelivered()).as("%s", some).isTrue();
      assertThat(some.attempt().answer())
          .startsWith("taken, but not for all: ")
          .contains("b@example.org", "550 no such user");
      server.reply("RCPT TO:<b@", "451 later");
      Answer later = send(server, "a@example.org,b@example.org");
      assertThat(later.meaning()).isEqualTo(Meaning.AGAIN);
      assertThat(later.attempt().status()).isEqualTo(451);
    }
  }

  @Test
  void triesAgainWhenTheSignInIsRefused() throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(null)) {
      server.reply("EHLO", "250-scripted\r\n250 AUTH PLAIN");
      server.reply("AUTH PLAIN", "535 who are you");
      SmtpSettings to =
          new SmtpSettings(
              "127.0.0.1",
              server.port(),
              Optional.of(new SmtpSettings.Login("u", "wrong")),
              FROM,
              SmtpSettings.Tls.OPPORTUNISTIC,
              PATIENCE);
      Answer answer = send(to, USUAL, message("u17", "a@example.org"));
      assertThat(answer.meaning()).isEqualTo(Meaning.AGAIN);
      assertThat(answer.attempt().error()).contains("user and password", "535 who are you");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA", "."})
  void triesAgainWhenTheConnectionIsCut(String to) throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(null)) {
      server.reply(to, ScriptedMailServer.CUT);
      server.reply("HELO", ScriptedMailServer.CUT);
      Answer answer = send(server, "a@example.org");
      assertThat(answer.meaning()).as("%s", answer).isEqualTo(Meaning.AGAIN);
      assertThat(answer.attempt().status()).isNull();
      assertThat(answer.attempt().error()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "RCPT", "."})
  void endsWhenTheServerHangs(String to) throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(null)) {
      server.reply(to, ScriptedMailServer.HANG);
      Duration patience = Duration.ofMillis(600);
      Answer answer =
          send(
              settings(server.port(), SmtpSettings.Tls.OPPORTUNISTIC, patience),
              USUAL,
              message("u17", "a@example.org"));
      assertThat(answer.meaning()).isEqualTo(Meaning.AGAIN);
      assertThat(answer.attempt().error())
          .matches("no whole answer within 0.6 s|no answer in time");
      assertThat(answer.attempt().tookMillis()).isBetween(500, 10_000);
    }
  }

  @Test
  void saysThatNobodyListensOrThatThereIsNoServer() throws IOException {
    int port;
    try (ScriptedMailServer server = new ScriptedMailServer(null)) {
      port = server.port();
    }
    Message message = message("u17", "a@example.org");
    assertThat(send(open(port), USUAL, message).attempt().error()).startsWith("no connection");
    try (MailSender none = new MailSender(Optional.empty(), USUAL, InstantSource.system())) {
      assertThat(none.send(message).attempt().error())
          .contains("ringwatch.alerts.smtp.host is not set");
    }
  }
}
