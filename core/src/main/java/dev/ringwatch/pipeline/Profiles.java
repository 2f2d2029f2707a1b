package dev.ringwatch.pipeline;

import dev.ringwatch.feature.Profile;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of one partition's accounts by number, in chunks of 4096; none for a number that is
 * nobody's. A frozen view and a copy share the profiles; each is copied at its first change
 * afterwards, until {@link #thaw}. Not thread-safe.
 */
final class Profiles {

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private @Nullable Profile[][] chunks = new @Nullable Profile[1][];
  private int size;

  /** While there is a frozen view: by chunk, the profiles that it does not share; null before. */
  private @Nullable BitSet @Nullable [] own;

  /** How many there were when the view was made. */
  private int heldSize;

  Profiles() {}

  /** The profiles that {@link #freeze} froze. */
  Profiles(AccountIndex accounts, ProfileConfig config, BlockReader in) throws IOException {
    if (in.readInt() != accounts.size()) {
      throw BlockReader.damaged();
    }
    for (int number = 0; number < accounts.size(); number++) {
      set(number, accounts.isThere(number) ? new Profile(accounts.id(number), config, in) : null);
    }
  }

  /** Numbers run from 0 to one less. */
  int size() {
    return size;
  }

  /** Sets the profile of a number, which may be the first that is not there; null for none. */
  void set(int number, @Nullable Profile profile) {
    if (number == size) {
      append(profile);
      return;
    }
    if (own != null && number < heldSize) {
      own(own, number).set(number & (CHUNK - 1));
    }
    chunks[number >>> CHUNK_BITS][number & (CHUNK - 1)] = profile;
  }

  private void append(@Nullable Profile profile) {
    int chunk = size >>> CHUNK_BITS;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + 1 + (chunk >> 1));
    }
    if ((size & (CHUNK - 1)) == 0) {
      chunks[chunk] = new Profile[CHUNK];
    }
    chunks[chunk][size & (CHUNK - 1)] = profile;
    size++;
  }

  /** The profile of an account, to read. */
  Profile get(int number) {
    return Objects.requireNonNull(find(number), "the number is nobody's");
  }

  /** The profile of a number, to read; null if it is nobody's. */
  @Nullable Profile find(int number) {
    return chunks[number >>> CHUNK_BITS][number & (CHUNK - 1)];
  }

  /** A profile to change: no frozen view has it. O(1), or a copy of it. */
  Profile toChange(int number) {
    return own == null || number >= heldSize ? get(number) : owned(own, number);
  }

  private Profile owned(@Nullable BitSet[] ownByChunk, int number) {
    BitSet owned = own(ownByChunk, number);
    int place = number & (CHUNK - 1);
    if (!owned.get(place)) {
      chunks[number >>> CHUNK_BITS][place] = get(number).copy();
      owned.set(place);
    }
    return get(number);
  }

  /** The profiles of a number's chunk that no frozen view has; the chunk is not shared any more. */
  private BitSet own(@Nullable BitSet[] ownByChunk, int number) {
    int chunk = number >>> CHUNK_BITS;
    BitSet owned = ownByChunk[chunk];
    if (owned == null) {
      chunks[chunk] = chunks[chunk].clone();
      owned = new BitSet(CHUNK);
      ownByChunk[chunk] = owned;
    }
    return owned;
  }

  /** The profiles as they are now, to be read by another thread. O(profiles / 4096). */
  Profiles copy() {
    Profiles copy = new Profiles();
    copy.chunks = hold();
    copy.size = size;
    return copy;
  }

  /** The profiles as they are now, to be written while they change. O(profiles / 4096). */
  Frozen freeze() {
    @Nullable Profile[][] held = hold();
    int frozenSize = size;
    return out -> write(out, held, frozenSize);
  }

  private @Nullable Profile[][] hold() {
    int count = (size + CHUNK - 1) >>> CHUNK_BITS;
    heldSize = size;
    own = new BitSet[count];
    return Arrays.copyOf(chunks, count);
  }

  private static void write(BlockWriter out, @Nullable Profile[][] held, int size)
      throws IOException {
    out.putInt(size);
    for (int chunk = 0; chunk < held.length; chunk++) {
      int count = Math.min(CHUNK, size - (chunk << CHUNK_BITS));
      for (int place = 0; place < count; place++) {
        Profile profile = held[chunk][place];
        if (profile != null) {
          profile.writeTo(out);
        }
      }
      held[chunk] = new Profile[0];
    }
  }

  /** Changes copy nothing any more: no frozen view or copy of these profiles will be used. */
  void thaw() {
    own = null;
  }
}
