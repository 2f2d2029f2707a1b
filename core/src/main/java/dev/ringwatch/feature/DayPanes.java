package dev.ringwatch.feature;

import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The day panes of one account within the horizon, oldest first. Guarded by its {@link Profile}.
 */
final class DayPanes {

  private DayPane[] panes;
  private int size;

  DayPanes() {
    panes = new DayPane[1];
  }

  DayPanes(DayPanes other) {
    panes = new DayPane[Math.max(1, other.size)];
    for (DayPane pane : other.all()) {
      panes[size++] = new DayPane(pane);
    }
  }

  DayPanes(int sketchSize, BlockReader in) throws IOException {
    panes = new DayPane[1];
    for (int left = in.readCount(); left > 0; left--) {
      add(new DayPane(sketchSize, in));
    }
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putInt(size);
    for (DayPane pane : all()) {
      pane.writeTo(out);
    }
  }

  /** All panes, oldest first. */
  List<DayPane> all() {
    return Arrays.asList(panes).subList(0, size);
  }

  DayPane oldest() {
    return panes[0];
  }

  DayPane newest() {
    return panes[size - 1];
  }

  /**
   * The pane on which a day counts, null for a day after the newest; a day beyond the horizon or
   * never opened counts on the oldest pane after it.
   */
  @Nullable DayPane of(long day) {
    if (size == 0 || newest().day < day) {
      return null;
    }
    int place = size - 1;
    while (place > 0 && panes[place - 1].day >= day) {
      place--;
    }
    return panes[place];
  }

  /** Opens a day after the newest, and forgets those that are beyond its horizon. */
  DayPane open(long day, ProfileConfig config) {
    DayPane today = new DayPane(day, config.sketchSize());
    add(today);
    int gone = 0;
    while (panes[gone].day <= day - config.horizonDays()) {
      gone++;
    }
    if (gone > 0) {
      System.arraycopy(panes, gone, panes, 0, size - gone);
      Arrays.fill(panes, size - gone, size, null);
      size -= gone;
    }
    return today;
  }

  private void add(DayPane pane) {
    if (size == panes.length) {
      panes = Arrays.copyOf(panes, size + 1 + (size >> 1));
    }
    panes[size++] = pane;
  }

  /** Learns how many accounts a key has, on every day that has it. */
  void share(LinkKeyKind kind, long hash, int accounts) {
    for (int i = 0; i < size; i++) {
      ValueCounts values = panes[i].values(kind);
      if (values != null) {
        values.share(hash, accounts);
      }
    }
  }

  /** How many events carried a key of a kind. */
  long events(LinkKeyKind kind) {
    long events = 0;
    for (int i = 0; i < size; i++) {
      ValueCounts values = panes[i].values(kind);
      events += values == null ? 0 : values.total();
    }
    return events;
  }

  /**
   * Takes over what an earlier day knows of a value; false if none does, and none had too many
   * values to keep them all.
   */
  boolean carryFromEarlierDay(ValueCounts today, long hash, LinkKeyKind kind) {
    boolean incomplete = false;
    for (int i = 0; i < size; i++) {
      ValueCounts values = panes[i].values(kind);
      if (values != null && values != today) {
        int index = values.indexOf(hash);
        if (index >= 0) {
          today.share(hash, values.accounts(index));
          return true;
        }
        incomplete |= values.isOverflowed();
      }
    }
    return incomplete;
  }
}
