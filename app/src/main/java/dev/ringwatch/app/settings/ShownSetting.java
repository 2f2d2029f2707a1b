package dev.ringwatch.app.settings;

import dev.ringwatch.app.settings.KnownSetting.Use;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it is shown to people, without secrets.
 *
 * @param section the group that it stands in, such as {@code ringwatch.ingest}
 * @param name its whole name
 * @param variable the variable of the environment that sets it
 * @param meaning what it is, in a sentence
 * @param value its value; of a secret whether there is one; empty if it is not set
 * @param origin where it was set, such as {@code ringwatch.yaml:3}; empty if nobody did
 * @param standard what holds if nobody sets it: a value, or words
 */
public record ShownSetting(
    String section,
    String name,
    String variable,
    String meaning,
    String value,
    String origin,
    String standard) {

  /** What may stand for a secret that is set. */
  private static final String HIDDEN = "***";

  private static final Pattern IN_ADDRESS =
      Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|key)=)[^&;\\s]+");
  private static final Pattern BEFORE_HOST = Pattern.compile("(://[^/:@\\s]*):[^/@\\s]*@");

  static ShownSetting of(KnownSetting setting, @Nullable Given given) {
    return new ShownSetting(
        setting.section(),
        setting.name(),
        setting.variable(),
        SettingsText.sentence(setting.meaning()),
        given == null ? "" : shown(setting, given.text()),
        given == null || given.isDefault() ? "" : given.origin(),
        setting.absence().text());
  }

  private static String shown(KnownSetting setting, String text) {
    if (setting.use() == Use.SECRET) {
      return HIDDEN;
    }
    String withoutKeys = IN_ADDRESS.matcher(text).replaceAll("$1" + HIDDEN);
    return BEFORE_HOST.matcher(withoutKeys).replaceAll("$1:" + HIDDEN + "@");
  }

  /** Whether somebody set it. */
  public boolean isSet() {
    return !origin.isEmpty();
  }
}
