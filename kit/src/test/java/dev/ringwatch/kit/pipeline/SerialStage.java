package dev.ringwatch.kit.pipeline;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.pipeline.EventCodec;
import dev.ringwatch.pipeline.KeyState;
import dev.ringwatch.pipeline.KeyStateCodec;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LocalAccounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One keyed step in some parts. A key's state exists as an object only while the key's inputs of a
 * tick are applied, and is bytes otherwise, as every input on its way is; parts, and the keys in
 * them, take their turns in random order, and inputs arrive in it.
 */
final class SerialStage<K, S, I, O> {

  /** What a key says, and who the accounts are that it names by number. */
  @FunctionalInterface
  interface Output<K, O> {
    void said(K key, O output, LocalAccounts accounts);
  }

  /** Makes an input for a step of an event. */
  @FunctionalInterface
  interface OfEvent<I> {
    I input(int account, Event event);
  }

  /** How keys are written. */
  record KeyCodec<K>(Write<K> write, Packed.Reading<K> read) {}

  /** Writes a key. */
  @FunctionalInterface
  interface Write<K> {
    void to(K key, BlockWriter out) throws IOException;
  }

  private final KeyedStep<K, S, I, O> step;
  private final KeyStateCodec<K, S> stateCodec;
  private final KeyCodec<K> codec;
  private final OfEvent<I> ofEvent;
  private final Packed.Reading<I> ofWord;
  private final List<Map<K, byte[]>> states = new ArrayList<>();
  private final List<List<byte[]>> inboxes = new ArrayList<>();

  /** The events, then the words, that arrived at a key in a tick. */
  private record Arrived<I>(List<Event> events, List<I> words) {}

  /**
   * A stage of keys that have seen nothing.
   *
   * @param ofWord reads inputs that are no events; they are applied after the tick's events
   */
  SerialStage(
      int parts,
      KeyedStep<K, S, I, O> step,
      KeyCodec<K> codec,
      OfEvent<I> ofEvent,
      Packed.Reading<I> ofWord) {
    this.step = step;
    this.stateCodec = new KeyStateCodec<>(step);
    this.codec = codec;
    this.ofEvent = ofEvent;
    this.ofWord = ofWord;
    for (int i = 0; i < parts; i++) {
      states.add(new LinkedHashMap<>());
      inboxes.add(new ArrayList<>());
    }
  }

  /** Sends an event to a key. */
  void send(K key, Event event) {
    send(key, 1, out -> EventCodec.write(event, out));
  }

  /** Sends an input that is no event to a key. */
  void sendWord(K key, Packed.Writing word) {
    send(key, 0, word);
  }

  private void send(K key, int isEvent, Packed.Writing rest) {
    inboxes
        .get(Math.floorMod(key.hashCode(), inboxes.size()))
        .add(
            Packed.bytes(out -> {
              codec.write().to(key, out);
              out.putInt(isEvent);
              rest.to(out);
            }));
  }

  /** Applies what arrived, and lets the keys that it arrived at speak. */
  void close(Tick tick, SplittableRandom random, Output<K, O> output) {
    for (int part : shuffled(indexes(states.size()), random)) {
      Map<K, Arrived<I>> byKey = new HashMap<>();
      for (byte[] message : shuffled(inboxes.get(part), random)) {
        Packed.read(message, in -> sort(in, byKey));
      }
      inboxes.get(part).clear();
      for (K key : shuffled(new ArrayList<>(byKey.keySet()), random)) {
        Arrived<I> arrived = Objects.requireNonNull(byKey.get(key));
        arrived.events().sort(Event.CANONICAL_ORDER);
        states.get(part).compute(key, (same, state) -> apply(key, state, arrived, tick, output));
      }
    }
  }

  private K sort(BlockReader in, Map<K, Arrived<I>> byKey) throws IOException {
    K key = codec.read().from(in);
    Arrived<I> arrived =
        byKey.computeIfAbsent(key, met -> new Arrived<>(new ArrayList<>(), new ArrayList<>()));
    if (in.readInt() == 1) {
      arrived.events().add(EventCodec.read(in));
    } else {
      arrived.words().add(ofWord.from(in));
    }
    return key;
  }

  private byte[] apply(K key, byte[] written, Arrived<I> arrived, Tick tick, Output<K, O> output) {
    KeyState<S> opened = written == null ? stateCodec.open(key) : stateCodec.read(key, written);
    LocalAccounts accounts = opened.accounts();
    for (Event event : arrived.events()) {
      I input = ofEvent.input(accounts.number(event.account()), event);
      step.apply(opened.state(), input, said -> output.said(key, said, accounts));
    }
    for (I word : arrived.words()) {
      step.apply(opened.state(), word, said -> output.said(key, said, accounts));
    }
    step.tell(opened.state(), tick, said -> output.said(key, said, accounts));
    return stateCodec.bytes(opened);
  }

  /** All keys and their states, as {@link KeyStateCodec} has them. */
  Map<K, byte[]> states() {
    Map<K, byte[]> all = new LinkedHashMap<>();
    states.forEach(all::putAll);
    return all;
  }

  void writeTo(BlockWriter out) throws IOException {
    for (int part = 0; part < states.size(); part++) {
      List<byte[]> keys = new ArrayList<>();
      states.get(part).keySet().forEach(key -> keys.add(bytesOf(key)));
      Wire.writeAll(keys, out);
      Wire.writeAll(new ArrayList<>(states.get(part).values()), out);
      Wire.writeAll(inboxes.get(part), out);
    }
  }

  private byte[] bytesOf(K key) {
    return Packed.bytes(out -> codec.write().to(key, out));
  }

  void read(BlockReader in) throws IOException {
    for (int part = 0; part < states.size(); part++) {
      List<byte[]> keys = Wire.readAll(in);
      List<byte[]> values = Wire.readAll(in);
      for (int i = 0; i < keys.size(); i++) {
        states.get(part).put(Packed.read(keys.get(i), codec.read()), values.get(i));
      }
      inboxes.get(part).addAll(Wire.readAll(in));
    }
  }

  private static List<Integer> indexes(int count) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indexes.add(i);
    }
    return indexes;
  }

  static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    return shuffled;
  }
}
