package dev.ringwatch.pipeline;

import dev.ringwatch.feature.Profile;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of one partition's accounts by number, in chunks of 4096. A frozen view and a copy
 * share the profiles; each is copied at its first change afterwards, until {@link #thaw}. Not
 * thread-safe.
 */
final class Profiles {

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private Profile[][] chunks = new Profile[1][];
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
      add(new Profile(accounts.id(number), config, in));
    }
  }

  int size() {
    return size;
  }

  void add(Profile profile) {
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

  /** A profile to read. */
  Profile get(int number) {
    return chunks[number >>> CHUNK_BITS][number & (CHUNK - 1)];
  }

  /** A profile to change: no frozen view has it. O(1), or a copy of it. */
  Profile toChange(int number) {
    return own == null || number >= heldSize ? get(number) : owned(own, number);
  }

  private Profile owned(@Nullable BitSet[] ownByChunk, int number) {
    int chunk = number >>> CHUNK_BITS;
    int place = number & (CHUNK - 1);
    BitSet owned = ownByChunk[chunk];
    if (owned == null) {
      chunks[chunk] = chunks[chunk].clone();
      owned = new BitSet(CHUNK);
      ownByChunk[chunk] = owned;
    }
    if (!owned.get(place)) {
      chunks[chunk][place] = chunks[chunk][place].copy();
      owned.set(place);
    }
    return chunks[chunk][place];
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
    Profile[][] held = hold();
    int frozenSize = size;
    return out -> write(out, held, frozenSize);
  }

  private Profile[][] hold() {
    int count = (size + CHUNK - 1) >>> CHUNK_BITS;
    heldSize = size;
    own = new BitSet[count];
    return Arrays.copyOf(chunks, count);
  }

  private static void write(BlockWriter out, Profile[][] held, int size) throws IOException {
    out.putInt(size);
    for (int chunk = 0; chunk < held.length; chunk++) {
      int count = Math.min(CHUNK, size - (chunk << CHUNK_BITS));
      for (int place = 0; place < count; place++) {
        held[chunk][place].writeTo(out);
      }
      held[chunk] = new Profile[0];
    }
  }

  /** Changes copy nothing any more: no frozen view or copy of these profiles will be used. */
  void thaw() {
    own = null;
  }
}
