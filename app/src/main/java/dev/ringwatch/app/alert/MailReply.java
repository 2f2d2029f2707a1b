package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.EndpointFormat;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server replied to a letter.
 *
 * @param code its reply code (RFC 5321, 4.2); null if there was none
 * @param text the reply
 * @param error why the letter failed; empty if it did not
 * @param meaning what follows: tried again unless the server took it, or refused it for good
 */
record MailReply(@Nullable Integer code, String text, String error, Meaning meaning) {

  /** What is less is the library's, for no reply at all. */
  private static final int LEAST_CODE = 200;

  /** One that never came. */
  static MailReply none(String why) {
    return new MailReply(null, "", why, Meaning.AGAIN);
  }

  /** One to a letter that was taken. */
  static MailReply taken(int code, String text) {
    return new MailReply(code, text.strip(), "", Meaning.ARRIVED);
  }

  /**
   * One before there was a letter. It is tried again whatever its code: what is wrong is the
   * connection or the sign-in, and not the letter.
   */
  static MailReply notConnected(MessagingException failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    if (failure instanceof AuthenticationFailedException) {
      return none("the mail server does not take user and password: " + message);
    }
    @Nullable Exception cause = failure.getNextException();
    return none(
        cause == null ? "no connection to the mail server: " + message : SendFailure.words(cause));
  }

  /** One to a letter that some or all do not get. */
  static MailReply refused(MessagingException failure) {
    List<SMTPAddressFailedException> addresses = new ArrayList<>();
    @Nullable MailReply whole = null;
    for (Exception next = failure;
        next instanceof MessagingException one;
        next = one.getNextException()) {
      switch (one) {
        case SMTPAddressFailedException address -> addresses.add(address);
        case SMTPSenderFailedException sender -> whole = of(sender.getReturnCode(), words(sender));
        case SMTPSendFailedException send -> whole = of(send.getReturnCode(), words(send));
        default -> {}
      }
      @Nullable Exception cause = one.getNextException();
      if (cause != null && !(cause instanceof MessagingException)) {
        return none(SendFailure.words(cause));
      }
    }
    if (whole != null && whole.meaning() == Meaning.AGAIN) {
      // Nobody has it yet, whatever else is wrong with some addresses.
      return whole;
    }
    if (!addresses.isEmpty()) {
      return ofAddresses(addresses, isSentToSome(failure));
    }
    return whole == null ? none("it failed: " + words(failure)) : whole;
  }

  private static MailReply of(int code, String words) {
    if (code < LEAST_CODE) {
      return none("the mail server did not reply: " + words);
    }
    return new MailReply(
        code, words, "SMTP reply " + code, Meaning.of(EndpointFormat.EMAIL, code, words));
  }

  private static boolean isSentToSome(MessagingException failure) {
    return failure instanceof SendFailedException send
        && send.getValidSentAddresses() != null
        && send.getValidSentAddresses().length > 0;
  }

  /** Whoever can be reached later is: the others know the letter by its id. */
  private static MailReply ofAddresses(List<SMTPAddressFailedException> failed, boolean sent) {
    String text = String.join("; ", failed.stream().map(MailReply::words).toList());
    int code =
        failed.stream()
            .map(SMTPAddressFailedException::getReturnCode)
            .filter(one -> Meaning.of(EndpointFormat.EMAIL, one, "") == Meaning.AGAIN)
            .findFirst()
            .orElse(failed.getFirst().getReturnCode());
    MailReply reply = of(code, text);
    return sent && reply.meaning() == Meaning.NEVER
        ? new MailReply(code, "taken, but not for all: " + text, "", Meaning.ARRIVED)
        : reply;
  }

  private static String words(MessagingException failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    return failure instanceof SMTPAddressFailedException address
        ? address.getAddress() + ": " + message
        : message;
  }
}
