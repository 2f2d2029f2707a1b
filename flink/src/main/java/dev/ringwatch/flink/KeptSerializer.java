package dev.ringwatch.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a state as its length and its bytes, whatever they are. Public because Flink makes it, not
 * to be used elsewhere.
 *
 * @param <S> the state
 */
public final class KeptSerializer<S> extends TypeSerializerSingleton<Kept<S>> {

  /** The serializer. */
  public KeptSerializer() {}

  /**
   * What a savepoint says of the serializer: which class it is.
   *
   * @param <S> the state
   */
  public static final class Snapshot<S> extends SimpleTypeSerializerSnapshot<Kept<S>> {

    /** The snapshot. */
    public Snapshot() {
      super(KeptSerializer::new);
    }
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Kept<S> createInstance() {
    return new Kept<>(new byte[0]);
  }

  @Override
  public Kept<S> copy(Kept<S> from) {
    return new Kept<>(from.bytes());
  }

  @Override
  public Kept<S> copy(Kept<S> from, Kept<S> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Kept<S> kept, DataOutputView target) throws IOException {
    byte[] bytes = kept.bytes();
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public Kept<S> deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new Kept<>(bytes);
  }

  @Override
  public Kept<S> deserialize(Kept<S> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Kept<S>> snapshotConfiguration() {
    return new Snapshot<>();
  }
}
