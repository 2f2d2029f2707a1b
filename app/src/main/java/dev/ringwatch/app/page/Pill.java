package dev.ringwatch.app.page;

import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import gg.jte.Content;

/**
 * A score as it is shown everywhere: number, word and bar.
 *
 * @param score the number
 * @param kind what has its colour: a risk's band, or {@code ring}
 * @param words what stands beside the number
 * @param bar the bar
 */
public record Pill(String score, String kind, String words, Content bar) {

  /** Of an account, by its risk. */
  public static Pill of(double risk, String band) {
    return new Pill(Numbers.score(risk), band, band, Bar.ofRisk(risk, band));
  }

  /** Of a ring, whose score is no account's risk. */
  public static Pill ofRing(double score) {
    return new Pill(Numbers.score(score), "ring", "ring score", Bar.ofRisk(score, "ring-score"));
  }
}
