package dev.ringwatch.app.report;

import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page's own style and script. They hold nothing from the log, and the page's content security
 * policy names them by hash: should text from the log ever get out of its place, no browser runs it
 * and nothing is fetched.
 *
 * @param style the style sheet
 * @param script the script
 */
public record Assets(String style, String script) {

  /** As they are in our jar. */
  public static final Assets LOADED = new Assets(read("report.css"), read("report.js"));

  /** The policy, for the page's own meta element. */
  public String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src '"
        + hash(style)
        + "'; script-src '"
        + hash(script)
        + "'";
  }

  /** The style sheet, to be written as it is. */
  public Content styleContent() {
    return output -> output.writeContent(style);
  }

  /** The script, to be written as it is. */
  public Content scriptContent() {
    return output -> output.writeContent(script);
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/report/" + name)) {
      if (in == null) {
        throw new IllegalStateException("our own jar lacks report/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
