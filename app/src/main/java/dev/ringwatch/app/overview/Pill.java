package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import gg.jte.Content;

/**
 * A risk score as it is shown everywhere: number, band and bar.
 *
 * @param score the number
 * @param band the band's word, which is its colour too
 * @param bar the bar
 */
record Pill(String score, String band, Content bar) {

  static Pill of(double risk, String band) {
    return new Pill(Numbers.score(risk), band, Bar.ofRisk(risk, band));
  }
}
