package dev.ringwatch.app.control;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.postgres.SetAsideEntries;
import java.util.List;

/**
 * The control room as it is shown.
 *
 * @param frame what stands around it
 * @param alarms what there is to do about
 * @param parts how each part of the server is
 * @param figures what the server knows of itself
 * @param stored what the database says
 */
record OperationsView(
    Frame frame, List<Alarm> alarms, List<PartRow> parts, FigureCards figures, Stored stored) {

  /**
   * What the database and the disk say; each can fail alone.
   *
   * @param days what the days of events take
   * @param rejected how many events were rejected
   * @param setAside how many entries were set aside, and of them within a day
   * @param silences how many silences go on or are to come
   * @param room what is free on the disk of the data folder, in bytes
   */
  record Stored(
      Panel<DayTable> days,
      Panel<RejectedCounts> rejected,
      Panel<List<SetAsideEntries.KindCount>> setAside,
      Panel<Long> silences,
      Panel<Long> room) {}
}
