package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.risk.Band;
import gg.jte.Content;

/**
 * A risk score as it is shown everywhere: number, band and bar.
 *
 * @param score the number
 * @param band the band's word, which is its colour too
 * @param bar the bar
 */
record Pill(String score, String band, Content bar) {

  static Pill of(double risk, Band band) {
    return new Pill(Numbers.score(risk), band.label(), Bar.ofRisk(risk, band.label()));
  }
}
