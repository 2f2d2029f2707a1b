package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Attempt;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends e-mail by SMTP, each letter over a connection of its own, and says what came of it. All of
 * it ends within the mail server's patience: a letter is sent by a virtual thread, which an
 * interrupt wakes from any wait for a socket. Safe for threads.
 */
final class MailSender implements Sender {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Optional<SmtpSettings> server;
  private final SSLSocketFactory tls;
  private final InstantSource clock;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("alert-mail-", 0).factory());

  /**
   * A sender.
   *
   * @param server empty if there is none: then every letter fails, and says so
   * @param tls knows whom to trust
   */
  MailSender(Optional<SmtpSettings> server, SSLSocketFactory tls, InstantSource clock) {
    this.server = server;
    this.tls = tls;
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Answer send(Message message) {
    Instant begun = clock.instant();
    if (server.isEmpty()) {
      return Answer.failed(begun, "there is no mail server: ringwatch.alerts.smtp.host is not set");
    }
    long nanos = System.nanoTime();
    MailReply reply = reply(message, server.get());
    int took = (int) Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    return new Answer(
        new Attempt(begun, took, reply.code(), reply.error(), reply.text()),
        Optional.empty(),
        reply.meaning());
  }

  private MailReply reply(Message message, SmtpSettings to) {
    Future<MailReply> letter = threads.submit(() -> exchange(message, to));
    try {
      return letter.get(to.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return MailReply.none("no whole answer within " + to.patience().toMillis() / 1000.0 + " s");
    } catch (ExecutionException e) {
      return MailReply.none("it failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MailReply.none("the server stops");
    } finally {
      letter.cancel(true);
    }
  }

  private MailReply exchange(Message message, SmtpSettings to) {
    Session session = Session.getInstance(MailSession.properties(to, tls));
    try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
      MimeMessage mime =
          MailMessage.of(
              session,
              JSON.readValue(message.payload(), Letter.class),
              message.id(),
              to.from(),
              MailAddress.of(message.url()));
      connect(transport, to);
      Address[] all = mime.getAllRecipients();
      try {
        transport.sendMessage(mime, all);
      } catch (MessagingException e) {
        return MailReply.refused(e);
      }
      return MailReply.taken(transport.getLastReturnCode(), transport.getLastServerResponse());
    } catch (MessagingException e) {
      return MailReply.notConnected(e);
    }
  }

  private static void connect(SMTPTransport transport, SmtpSettings to) throws MessagingException {
    if (to.login().isPresent()) {
      SmtpSettings.Login login = to.login().get();
      transport.connect(to.host(), to.port(), login.user(), login.password());
    } else {
      transport.connect(to.host(), to.port(), null, null);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
