package dev.ringwatch.app.output;

import dev.ringwatch.detect.Reason;
import java.util.List;

/** Reasons as tables have them: {@code name:+points}, joined by semicolons. */
public final class ReasonText {

  private ReasonText() {}

  /** The text of some reasons, in their order; empty for none. */
  public static String of(List<Reason> reasons) {
    StringBuilder text = new StringBuilder();
    for (Reason reason : reasons) {
      if (!text.isEmpty()) {
        text.append(';');
      }
      text.append(reason.name()).append(':');
      if (reason.points() >= 0) {
        text.append('+');
      }
      Figures.appendScore(text, reason.points());
    }
    return text.toString();
  }
}
