package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import java.util.List;
import java.util.Optional;

/**
 * What an item of the queue is about, as it is shown: the same of all of them, whatever they wait
 * for.
 *
 * @param id its id as it is shown
 * @param kind an account or a ring, in a word
 * @param href its own page
 * @param pill its score; empty while there is none
 * @param about what is known of it, in sentences
 * @param why the reasons for its score
 * @param ring of an account: the ring that it is in
 * @param near of an account: those who are tied to it
 * @param members of a ring: who is in it
 * @param ties of a ring: its strongest pairs
 * @param earlier the incidents about it that are closed, without what was decided
 * @param found what a hunt found of it that nobody has decided
 */
record ItemSubject(
    String id,
    String kind,
    String href,
    Optional<Pill> pill,
    String about,
    Why why,
    Optional<OneAccount.RingLine> ring,
    List<Near> near,
    List<OneRing.MemberRow> members,
    List<RingEvidence.PairRow> ties,
    List<Earlier> earlier,
    List<Part> found) {

  /**
   * The reasons for a score.
   *
   * @param parts signed, on one scale
   * @param total what they sum to
   */
  record Why(List<Part> parts, String total) {}

  /**
   * An account that is tied to this one.
   *
   * @param id its id
   * @param href its page
   * @param pill its score; empty if none is written
   * @param shares what the two share, a sentence each
   */
  record Near(String id, String href, Optional<Pill> pill, List<String> shares) {}

  /**
   * An incident that is closed.
   *
   * @param number its number
   * @param opened when it was opened
   * @param score what it scored last
   */
  record Earlier(String number, Moment opened, String score) {}
}
