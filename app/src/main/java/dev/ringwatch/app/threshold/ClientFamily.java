package dev.ringwatch.app.threshold;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What kind of client a user agent is of: by the system that it names, or else by the name that it
 * begins with. Versions make every user agent a group of its own; this has some ten.
 */
final class ClientFamily {

  private static final int LONGEST = 40;

  /** What user agents say, in the order in which it counts: Android says Linux as well. */
  private static final Map<String, String> SYSTEMS = systems();

  private ClientFamily() {}

  private static Map<String, String> systems() {
    Map<String, String> systems = new LinkedHashMap<>();
    systems.put("android", "Android");
    systems.put("iphone", "iOS");
    systems.put("ipad", "iOS");
    systems.put("darwin", "iOS");
    systems.put("windows", "Windows");
    systems.put("macintosh", "macOS");
    systems.put("cros ", "ChromeOS"); // and not Microsoft
    systems.put("linux", "Linux");
    return systems;
  }

  /** The family of a user agent, of no more than {@value #LONGEST} characters. */
  static String of(String userAgent) {
    String lower = userAgent.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> system : SYSTEMS.entrySet()) {
      if (lower.contains(system.getKey())) {
        return system.getValue();
      }
    }
    String name = userAgent.strip().split("[/\\s(]", 2)[0];
    return name.isEmpty() ? "other" : name.substring(0, Math.min(LONGEST, name.length()));
  }
}
