package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.EndpointFormat;
import java.time.Instant;

/** Sends messages of every format: e-mail by SMTP, the others by HTTP. */
final class Senders implements Sender {

  private final WebhookSender web;
  private final MailSender mail;

  Senders(WebhookSender web, MailSender mail) {
    this.web = web;
    this.mail = mail;
  }

  @Override
  public Answer send(Message message) {
    return message.format() == EndpointFormat.EMAIL ? mail.send(message) : web.send(message);
  }

  @Override
  public Instant now() {
    return web.now();
  }

  @Override
  public void close() {
    web.close();
    mail.close();
  }
}
