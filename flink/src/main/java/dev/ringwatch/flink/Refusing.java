package dev.ringwatch.flink;

import dev.ringwatch.flink.Message.Kind;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends apart what cannot be used of a topic, counted, and heartbeats, which move nothing but time.
 */
final class Refusing extends ProcessFunction<Message, Message> {

  /** What cannot be used, as {@link RefusedRecord} has it. */
  static final OutputTag<Message> REFUSED = new OutputTag<>("refused", Message.TYPE);

  /** How far the time of a silent log has come. */
  static final OutputTag<Message> HEARTBEATS = new OutputTag<>("heartbeats", Message.TYPE);

  private transient Counter refused = new SimpleCounter();

  private Refusing() {}

  /**
   * The messages of a topic without both.
   *
   * @param name of what; it stays
   */
  static SingleOutputStreamOperator<Message> apart(DataStream<Message> messages, String name) {
    return messages.process(new Refusing(), Message.TYPE).name(name).uid(name);
  }

  @Override
  public void open(OpenContext context) {
    refused = getRuntimeContext().getMetricGroup().counter("refusedRecords");
  }

  @Override
  public void processElement(Message message, Context context, Collector<Message> out) {
    if (message.kind() == Kind.REFUSED) {
      refused.inc();
      context.output(REFUSED, message);
    } else if (message.kind() == Kind.HEARTBEAT) {
      context.output(HEARTBEATS, message);
    } else {
      out.collect(message);
    }
  }
}
