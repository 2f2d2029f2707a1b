package dev.ringwatch.flink;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Where the sources meet: nobody waits for those that are idle, but from here on everybody waits
 * for every task. Flink calls a task idle too while all its sources are; when time goes on after
 * that, it goes on in one task first, whose followers would then not wait for what the other tasks
 * say of the same minutes.
 */
final class MergedTime extends AbstractStreamOperator<Message>
    implements OneInputStreamOperator<Message, Message> {

  private static final long serialVersionUID = 1;

  @Override
  public void processElement(StreamRecord<Message> message) {
    output.collect(message);
  }

  /** Tells nobody. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
