package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.output.Summary;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  @Test
  void countsAccountsAndRings() {
    assertThat(headline(new Summary.Accounts(49_000, 700, 312, 9), new Summary.Rings(24, 310, 800)))
        .isEqualTo("312 of 50,012 accounts are likely abusive; 24 rings of 310 accounts.");
    assertThat(headline(new Summary.Accounts(9, 0, 1, 9), new Summary.Rings(1, 3, 3)))
        .isEqualTo("1 of 10 accounts is likely abusive; 1 ring of 3 accounts.");
  }

  @Test
  void saysWhenThereIsNothingToSay() {
    Summary.Rings none = new Summary.Rings(0, 0, 0);
    assertThat(headline(new Summary.Accounts(10, 2, 0, 0), none))
        .isEqualTo("None of 12 accounts looks likely abusive; no rings were found.");
    assertThat(headline(new Summary.Accounts(0, 0, 1, 4), none))
        .isEqualTo("The one account is likely abusive; no rings were found.");
    assertThat(headline(new Summary.Accounts(0, 0, 0, 0), none)).startsWith("No account was found");
  }

  @Test
  void namesTheInputByItsFile() {
    assertThat(Headline.subline(Samples.oneAccount().summary()))
        .startsWith("1 event from standard input, 2026-03-02 00:01 to 2026-03-02 00:01 UTC;");
    assertThat(Headline.subline(Samples.with("/data/a.csv").summary())).contains("from a.csv;");
  }

  private static String headline(Summary.Accounts accounts, Summary.Rings rings) {
    Summary busy = Samples.busyDay().summary();
    return Headline.of(new Summary(busy.run(), busy.intake(), accounts, rings, busy.quality()));
  }
}
