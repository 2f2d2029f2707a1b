package dev.ringwatch.flink;

import dev.ringwatch.event.Event;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.EventCodec;
import java.io.IOException;

/** Events that made a step fail, as messages. */
final class SetAsides {

  private SetAsides() {}

  /**
   * An event that failed.
   *
   * @param event the event
   * @param why what the step said
   */
  record SetAside(Event event, String why) {}

  /** The message of an event that made the step of a key fail. */
  static Message message(String key, Event event, RuntimeException failure) {
    byte[] body =
        Packed.bytes(out -> {
          EventCodec.write(event, out);
          out.putText(failure.toString());
        });
    return new Message(Kind.SET_ASIDE, key, event.timestamp().toEpochMilli(), body);
  }

  /** What {@link #message} says. */
  static SetAside read(BlockReader in) throws IOException {
    return new SetAside(EventCodec.read(in), in.readText());
  }
}
