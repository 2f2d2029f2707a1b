package dev.ringwatch.app.summary;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.figures.Figures;
import java.util.List;

/**
 * The overview as it is shown.
 *
 * @param frame what stands around it
 * @param choices the times that it may look at
 * @param words the time that it looks at
 * @param asOf the present, to the minute
 * @param state how detection is, in a sentence
 * @param bad whether that is something to do about
 * @param tiles the figures
 * @param quality how well the model tells abuse, a figure too
 * @param trends the charts
 * @param breakdowns the tables
 * @param rings the worst rings
 * @param accounts the riskiest accounts
 * @param file where the figures are as a file
 * @param problem why it does not look at the time that was asked for; empty if it does
 */
record Summary(
    Frame frame,
    List<Choice> choices,
    String words,
    String asOf,
    String state,
    boolean bad,
    Panel<List<Tile>> tiles,
    Panel<Tile> quality,
    Panel<List<Trend>> trends,
    Panel<List<Breakdown>> breakdowns,
    Panel<List<Listed>> rings,
    Panel<List<Listed>> accounts,
    String file,
    String problem) {

  static Summary of(Frame frame, SummaryFacts facts, String problem) {
    Standing standing = facts.standing();
    Panel<Figures> figures = facts.figures();
    return new Summary(
        frame,
        standing.period().choices(),
        standing.period().words(),
        Numbers.minute(standing.now()),
        standing.sentence(),
        standing.isBad(),
        figures.then("The figures", it -> new Tiles(it, standing).all()),
        facts.quality().then("The quality of scores", Tiles::of),
        figures.then("The charts", it -> new Trends(it, standing).all()),
        figures.then("The tables", it -> new Breakdowns(it).all()),
        facts
            .rings()
            .then(
                "The worst rings",
                all -> all.stream().map(one -> Listed.of(one, standing.now())).toList()),
        facts
            .accounts()
            .then(
                "The riskiest accounts",
                all -> all.stream().map(one -> Listed.of(one, standing.now())).toList()),
        "/csv/overview?" + Period.RANGE + "=" + standing.period().range(),
        problem);
  }
}
