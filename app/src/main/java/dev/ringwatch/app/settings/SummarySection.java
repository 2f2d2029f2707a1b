package dev.ringwatch.app.settings;

import dev.ringwatch.app.alert.MailAddress;
import dev.ringwatch.app.summary.WeeklySettings;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is told how the whole stands. */
record SummarySection(@Setting("the overview once a week by e-mail") Weekly weekly) {

  private static final int MOST_ADDRESSES = 20;

  /** The overview by e-mail. */
  record Weekly(
      @Setting(
              value =
                  "who gets it: addresses with commas between, such as lead@example.org; it goes by"
                      + " ringwatch.alerts.smtp",
              unset = "nobody")
          @Nullable String to,
      @Setting("on which day (UTC)") DayOfWeek day,
      @Setting(value = "at which hour (UTC)", least = "0", most = "23") int hour) {

    /** Whether what is set are addresses. */
    boolean isOfAddresses() {
      List<String> all = addresses();
      return !all.isEmpty()
          && all.size() <= MOST_ADDRESSES
          && all.stream().allMatch(MailAddress::isOne);
    }

    private List<String> addresses() {
      return to == null ? List.of() : Arrays.stream(to.split(",", -1)).map(String::strip).toList();
    }

    Optional<WeeklySettings> settings() {
      return to == null
          ? Optional.empty()
          : Optional.of(new WeeklySettings(addresses(), day, hour));
    }
  }

  static SummarySection ofDefaults() {
    return new SummarySection(new Weekly(null, WeeklySettings.DAY, WeeklySettings.HOUR));
  }
}
