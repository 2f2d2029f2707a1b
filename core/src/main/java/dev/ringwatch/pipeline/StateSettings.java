package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionPolicy;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a driver's state depends on besides the log: under other settings the same log
 * would have made another state. What only moves scores made from the state is not among it, nor is
 * how many bytes it may take: what was shed stays shed, and what was not is within any larger
 * bound.
 *
 * @param values by name
 */
record StateSettings(SortedMap<String, String> values) {

  private static final String DAYS = "days until things are forgotten";

  StateSettings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  static StateSettings of(PipelineConfig config, DriverLayout layout) {
    CoActionPolicy coAction = config.rings().coAction();
    SortedMap<String, String> values = new TreeMap<>();
    values.put("horizon days", Integer.toString(config.profiles().horizonDays()));
    values.put(DAYS, Integer.toString(config.bounds().days()));
    values.put("session gap", config.profiles().sessionGap().toString());
    values.put("fingerprint of the hash key", config.hashKey().fingerprint());
    values.put("sketch size", Integer.toString(config.profiles().sketchSize()));
    values.put("lateness", config.lateness().toString());
    values.put("kinds of link key", labels(config.rings().kindsWithRoom()));
    values.put("kinds looked at", labels(config.rings().enabledKinds()));
    values.put("co-actions looked at", Boolean.toString(coAction.enabled()));
    values.put("co-action window", coAction.window().toString());
    values.put("co-action actor cap", Integer.toString(coAction.actorCap()));
    values.put("co-action audience cap", Integer.toString(coAction.audienceCap()));
    values.put("most co-actions kept", Integer.toString(coAction.maxOccasions()));
    values.put("sources", Integer.toString(layout.sources()));
    values.put("partitions", Integer.toString(layout.partitions()));
    return new StateSettings(values);
  }

  /** The same with the days of others: of a state from when nothing was forgotten. */
  StateSettings withDaysOf(StateSettings others) {
    SortedMap<String, String> with = new TreeMap<>(values);
    with.put(DAYS, Objects.requireNonNull(others.values.get(DAYS)));
    return new StateSettings(with);
  }

  private static String labels(List<LinkKeyKind> kinds) {
    return String.join("+", kinds.stream().map(LinkKeyKind::label).toList());
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putInt(values.size());
    for (Map.Entry<String, String> value : values.entrySet()) {
      out.putText(value.getKey());
      out.putText(value.getValue());
    }
  }

  static StateSettings read(BlockReader in) throws IOException {
    SortedMap<String, String> values = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      values.put(in.readText(), in.readText());
    }
    return new StateSettings(values);
  }

  /** Refuses a state that was kept under other settings than these. */
  void require(StateSettings kept) throws UnusableStateException {
    var names = new TreeSet<>(values.keySet());
    names.addAll(kept.values.keySet());
    for (String name : names) {
      String before = kept.values.get(name);
      String now = values.get(name);
      if (!Objects.equals(before, now)) {
        throw new UnusableStateException(
            "the state was kept under another configuration: "
                + name
                + (before == null ? " was not known" : " was " + before)
                + (now == null ? " and is not known now" : " and is " + now + " now"));
      }
    }
  }
}
