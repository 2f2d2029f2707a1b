package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.EndpointRequest;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses of e-mail: the plain form, in ASCII, without quotes and comments. */
public final class MailAddress {

  /** The most that one endpoint has. */
  static final int MOST = 20;

  /** RFC 5321, 4.5.3.1: a path has 256 characters with its brackets, what is before the @ 64. */
  private static final int MAX_LENGTH = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private MailAddress() {}

  /** Whether a text is one. */
  public static boolean isOne(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  /** Addresses as an endpoint keeps them. */
  static String url(List<String> addresses) {
    return EndpointRequest.MAILTO + String.join(",", addresses);
  }

  /** What an endpoint keeps as addresses. */
  static List<String> of(String url) {
    return Arrays.asList(url.substring(EndpointRequest.MAILTO.length()).split(",", -1));
  }
}
