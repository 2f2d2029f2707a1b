package dev.ringwatch.app.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Slows guessing down: attempts are counted for each address and for each account, and what failed
 * is given back with time. Nobody can lock somebody else out for good: an address from which an
 * account was signed in to lately has an allowance of its own for that account, and a one-time link
 * from the host asks for no allowance. All is in memory, within bounds. Safe for threads.
 */
final class Throttle {

  private static final int MAX_KNOWN = 10_000;
  private static final int MAX_NAME = 100;

  private final Allowance accounts;
  private final Allowance addresses;

  /** Where accounts were signed in to from, the longest unused first. Guarded by itself. */
  private final Set<String> known =
      Collections.newSetFromMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MAX_KNOWN;
            }
          });

  private Throttle(Allowance accounts, Allowance addresses) {
    this.accounts = accounts;
    this.addresses = addresses;
  }

  /** For passwords: ten for an account and then two a minute, sixty for an address and then six. */
  static Throttle ofPasswords(LongSupplier nanoClock) {
    return new Throttle(
        new Allowance(10, Duration.ofSeconds(30), nanoClock),
        new Allowance(60, Duration.ofSeconds(10), nanoClock));
  }

  /**
   * For codes of six digits, of which three are right at a time: five for an account and then one
   * in two minutes, so that guessing for a month comes to a chance of one in fifteen, for who has
   * the password.
   */
  static Throttle ofCodes(LongSupplier nanoClock) {
    return new Throttle(
        new Allowance(5, Duration.ofMinutes(2), nanoClock),
        new Allowance(60, Duration.ofSeconds(10), nanoClock));
  }

  /**
   * One attempt at an account from an address.
   *
   * @param accountKey what it is counted under for the account
   * @param addressKey what it is counted under for the address
   */
  record Attempt(String accountKey, String addressKey) {}

  /** The attempt of a login from an address. */
  Attempt attempt(String login, String address) {
    String account =
        login.substring(0, Math.min(login.length(), MAX_NAME)).toLowerCase(Locale.ROOT);
    String network = network(address);
    String both = account + '\n' + network;
    synchronized (known) {
      return new Attempt(known.contains(both) ? both : account, network);
    }
  }

  /** Whether it may be made now; if so it counts. */
  boolean begin(Attempt attempt) {
    if (!addresses.take(attempt.addressKey())) {
      return false;
    }
    if (!accounts.take(attempt.accountKey())) {
      addresses.giveBack(attempt.addressKey());
      return false;
    }
    return true;
  }

  /** It succeeded, or could not be judged: it does not count. */
  void forgive(Attempt attempt) {
    accounts.giveBack(attempt.accountKey());
    addresses.giveBack(attempt.addressKey());
  }

  /** It succeeded: the address is a known one of the account from now on. */
  void succeeded(Attempt attempt, String login, String address) {
    forgive(attempt);
    synchronized (known) {
      known.add(login.toLowerCase(Locale.ROOT) + '\n' + network(address));
    }
  }

  /** The address, or the /64 of an IPv6 address: who has one has the rest. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < Math.min(8, bytes.length); i++) {
        text.append(String.format(Locale.ROOT, "%02x", bytes[i]));
      }
      return text.toString();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
