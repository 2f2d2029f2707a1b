package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.event.Tick;
import java.io.IOException;
import java.util.List;

/**
 * Says of evidence that does not say it when what it rests on came: at the latest when the first
 * event of its tick did, so that nothing looks faster than it was.
 *
 * @param matters takes it
 * @param arrivals when events came
 */
record DatedMatters(Matters matters, Arrivals arrivals) implements Matters {

  @Override
  public IncidentPolicy policy(Tick tick) {
    return matters.policy(tick);
  }

  @Override
  public void see(List<Evidence> evidence) throws IOException {
    matters.see(evidence.stream().map(this::dated).toList());
  }

  private Evidence dated(Evidence evidence) {
    return evidence.arrivedAt() == null ? evidence.arrived(arrivals.of(evidence.tick())) : evidence;
  }
}
