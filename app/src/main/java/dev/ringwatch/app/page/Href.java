package dev.ringwatch.app.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where single things have their pages. */
public final class Href {

  private Href() {}

  /** The page of an account. */
  public static String account(String id) {
    return "/accounts?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
