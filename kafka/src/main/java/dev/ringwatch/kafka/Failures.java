package dev.ringwatch.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong, for a person and for the program. */
final class Failures {

  private static final int MAX_CHARS = 600;

  /** Words of TLS, and what to look at when they come. */
  private static final Map<String, String> ADVICE =
      Map.of(
          "PKIX path",
          "ssl.truststore.location holds nothing that vouches for the brokers' certificate",
          "No subject alternative",
          "the brokers' certificate is for another name than that in bootstrap.servers",
          "No name matching",
          "the brokers' certificate is for another name than that in bootstrap.servers",
          "certificate_required",
          "the brokers want a certificate: name one by ssl.keystore.location",
          "bad_certificate",
          "the brokers do not take the certificate of ssl.keystore.location, or want one");

  /** Deeper than any failure that was not made to be; a chain may lead back to itself. */
  private static final int MAX_CAUSES = 12;

  private Failures() {}

  /**
   * A failure and its causes in one sentence, each saying something that none before it said: the
   * clients often wrap what they know in something that says nothing.
   */
  static String words(Throwable failure) {
    StringBuilder words = new StringBuilder();
    for (Throwable cause : chain(failure)) {
      String message = cause.getMessage();
      String said = message == null || message.isBlank() ? cause.toString() : message.strip();
      if (words.isEmpty() || (words.indexOf(said) < 0 && !said.startsWith("java."))) {
        words.append(words.isEmpty() ? "" : ": ").append(said);
      }
    }
    String all = words.length() <= MAX_CHARS ? words.toString() : words.substring(0, MAX_CHARS);
    return ADVICE.entrySet().stream()
        .filter(advice -> all.contains(advice.getKey()))
        .map(advice -> advice.getValue() + " (" + all + ")")
        .findFirst()
        .orElse(all);
  }

  /** Whether a failure, or what caused it, is of one of some kinds. */
  @SafeVarargs
  static boolean is(Throwable failure, Class<? extends Exception>... kinds) {
    for (Throwable cause : chain(failure)) {
      for (Class<? extends Exception> kind : kinds) {
        if (kind.isInstance(cause)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable next = failure;
    while (next != null && chain.size() < MAX_CAUSES) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }
}
