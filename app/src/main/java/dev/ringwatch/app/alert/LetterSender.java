package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.EndpointFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Sends letters that are no alerts, by the mail server that alerts go by. Safe for threads. */
public final class LetterSender implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MailSender sender;

  /**
   * A sender.
   *
   * @param server empty if there is none: then every letter fails, and says so
   */
  public LetterSender(Optional<SmtpSettings> server, InstantSource clock) {
    this.sender = new MailSender(server, (SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
  }

  /**
   * What became of a letter.
   *
   * @param isTaken whether the mail server took it on
   * @param isRefused whether it never will
   * @param words what it said, or why nothing came back
   */
  public record Outcome(boolean isTaken, boolean isRefused, String words) {}

  /**
   * A letter as it is kept until it is sent.
   *
   * @param subject on one line
   * @param text for those who read plain text
   * @param html the same as HTML
   * @param at its date
   */
  public static String letter(String subject, String text, String html, Instant at) {
    String line = Plain.line(subject, EmailFormat.MAX_SUBJECT);
    return JSON.writeValueAsString(new Letter(line, text, html, "", at));
  }

  /** A text as a letter's HTML has it. */
  public static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  /**
   * Sends a letter, within the mail server's patience.
   *
   * @param id what the receiver tells repeats by
   * @param to addresses
   * @param letter as {@link #letter} made it
   */
  public Outcome send(String id, List<String> to, String letter) {
    Answer answer =
        sender.send(
            new Message(id, MailAddress.url(to), letter, List.of(""), EndpointFormat.EMAIL));
    return new Outcome(
        answer.meaning() == Meaning.ARRIVED, answer.meaning() == Meaning.NEVER, answer.words());
  }

  @Override
  public void close() {
    sender.close();
  }
}
