package dev.ringwatch.app.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of several views of a list, of which the address bar says which it is.
 *
 * @param name what it is called
 * @param href its address
 * @param chosen whether it is the one that is shown
 */
public record Choice(String name, String href, boolean chosen) {

  /** The address of a list with some filters, and one of them as it is wanted. */
  public static String address(
      String path, Map<String, String> filters, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(filters);
    if (value.isEmpty()) {
      all.remove(name);
    } else {
      all.put(name, value);
    }
    return all.isEmpty()
        ? path
        : path
            + all.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
