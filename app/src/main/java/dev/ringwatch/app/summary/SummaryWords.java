package dev.ringwatch.app.summary;

import dev.ringwatch.app.page.Panel;
import dev.ringwatch.postgres.figures.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the overview says in words and numbers, as a letter has it.
 *
 * @param asOf when it was so
 * @param words the time that it looks at
 * @param state how detection is, in a sentence
 * @param tiles the figures
 * @param breakdowns the tables
 * @param rings the worst rings
 */
record SummaryWords(
    Instant asOf,
    String words,
    String state,
    List<Tile> tiles,
    List<Breakdown> breakdowns,
    List<Listed> rings) {

  /**
   * Of facts that were all read; empty if one was not, or detection has not read yet what happened
   * before it started: a letter is written once.
   */
  static Optional<SummaryWords> of(SummaryFacts facts) {
    if (facts.standing().isBeginning()) {
      return Optional.empty();
    }
    Panel<Figures> figures = facts.figures();
    if (figures.content().isEmpty()
        || facts.quality().content().isEmpty()
        || facts.rings().content().isEmpty()) {
      return Optional.empty();
    }
    Standing standing = facts.standing();
    List<Tile> tiles = new ArrayList<>(new Tiles(figures.content().get(), standing).all());
    tiles.add(Tiles.of(facts.quality().content().get()));
    return Optional.of(
        new SummaryWords(
            standing.now(),
            standing.period().words(),
            standing.sentence(),
            tiles,
            new Breakdowns(figures.content().get()).all(),
            facts.rings().content().get().stream()
                .map(ring -> Listed.of(ring, standing.now()))
                .toList()));
  }
}
