package dev.ringwatch.kit.generate;

import dev.ringwatch.event.StableHash;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a world, by number, and what they say of themselves. Numbers tell nothing about
 * ids. Grows while the world is built, then only read.
 */
final class Devices {

  /** A browser that reports no device id. */
  static final int NONE = -1;

  /** A client that reports the word unknown. */
  static final int UNKNOWN = -2;

  /** A client that reports the nil UUID. */
  static final int NIL = -3;

  /** A browser that forgets its id after every session. */
  static final int FORGETFUL = -4;

  private static final int PASSING = 1 << 30;

  private final long key;
  private final UserAgents userAgents;
  private int size;

  Devices(Dice dice) {
    key = dice.fork("device ids").nextLong();
    userAgents = new UserAgents(dice.fork("user agents"));
  }

  /** The number of a new device. */
  int add() {
    return size++;
  }

  /** A device number for one session of a browser that forgets its id. */
  static int passing(Dice dice) {
    return PASSING + dice.below(PASSING);
  }

  private static boolean ofItsOwn(int device) {
    return device >= 0 && device < PASSING;
  }

  /** The device's id, or null where it reports none. */
  @Nullable String text(int device) {
    return switch (device) {
      case NONE -> null;
      case UNKNOWN -> "unknown";
      case NIL -> "00000000-0000-0000-0000-000000000000";
      default -> HexFormat.of().toHexDigits(StableHash.mix(key + device));
    };
  }

  /** What kind of client it is; a device without an id of its own differs by account. */
  Platform platform(int device, int account) {
    if (device == NONE || device >= PASSING) {
      return Platform.WEB;
    }
    double place = Dice.unit(nature(device, account));
    if (device < 0) {
      return place < 0.7 ? Platform.ANDROID : Platform.IOS;
    }
    return place < 0.42 ? Platform.ANDROID : place < 0.7 ? Platform.IOS : Platform.WEB;
  }

  /** What the client calls itself. */
  String userAgent(int device, int account) {
    long bits = StableHash.mix(nature(device, account));
    return userAgents.of(platform(device, account), Dice.unit(bits));
  }

  private long nature(int device, int account) {
    return StableHash.mix(~key + (ofItsOwn(device) ? device : ~(long) account));
  }

  /** The kinds of client. */
  enum Platform {
    ANDROID,
    IOS,
    WEB;

    /** The name of the source that reports this client's events. */
    String source() {
      return switch (this) {
        case ANDROID -> "android-app";
        case IOS -> "ios-app";
        case WEB -> "web";
      };
    }
  }
}
