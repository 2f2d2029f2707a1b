package dev.ringwatch.flink;

import dev.ringwatch.flink.Message.Kind;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes a message: the number of its kind, its key, its time, and its body as length and bytes.
 * Flink's own serializer of records looks each component up, which is most of what a message costs
 * between two operators. Public because Flink makes it, not to be used elsewhere.
 */
public final class MessageSerializer extends TypeSerializerSingleton<Message> {

  private static final Message NOTHING = new Message(Kind.EVENT, "", 0, new byte[0]);

  /** The serializer. */
  public MessageSerializer() {}

  /** What a savepoint says of the serializer: which class it is. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Message> {

    /** The snapshot. */
    public Snapshot() {
      super(MessageSerializer::new);
    }
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Message createInstance() {
    return NOTHING;
  }

  @Override
  public Message copy(Message from) {
    return from;
  }

  @Override
  public Message copy(Message from, Message reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Message message, DataOutputView target) throws IOException {
    target.writeByte(message.kind().number());
    StringValue.writeString(message.key(), target);
    target.writeLong(message.epochMillis());
    target.writeInt(message.body().length);
    target.write(message.body());
  }

  @Override
  public Message deserialize(DataInputView source) throws IOException {
    Kind kind = Kind.of(source.readByte());
    String key = StringValue.readString(source);
    long epochMillis = source.readLong();
    byte[] body = new byte[source.readInt()];
    source.readFully(body);
    return new Message(kind, key, epochMillis, body);
  }

  @Override
  public Message deserialize(Message reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Message> snapshotConfiguration() {
    return new Snapshot();
  }
}
