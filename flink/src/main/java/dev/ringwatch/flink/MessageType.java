package dev.ringwatch.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** That messages are written by {@link MessageSerializer}. */
final class MessageType extends TypeInformation<Message> {

  private static final long serialVersionUID = 1;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Message> getTypeClass() {
    return Message.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Message> createSerializer(SerializerConfig config) {
    return new MessageSerializer();
  }

  @Override
  public String toString() {
    return "Message";
  }

  @Override
  public boolean equals(Object other) {
    return canEqual(other);
  }

  @Override
  public int hashCode() {
    return MessageType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof MessageType;
  }
}
