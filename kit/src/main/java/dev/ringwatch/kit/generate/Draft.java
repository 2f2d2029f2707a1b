package dev.ringwatch.kit.generate;

import dev.ringwatch.event.AccountId;
import java.time.Instant;

/** A person in the making. Mutable; used by one thread while the world is built. */
final class Draft {

  final int index;
  final boolean abuser;
  Country country = Country.US;
  int home = Person.Places.MOBILE;
  int pool;
  float roaming;
  Away away = Away.NOWHERE;
  int community;
  int main = Devices.NONE;
  int second = Devices.NONE;
  int replacement = Devices.NONE;
  long replacedAtMillis = Long.MAX_VALUE;
  int card;
  long createdAtMillis;

  Draft(int index, boolean abuser) {
    this.index = index;
    this.abuser = abuser;
    this.card = index;
  }

  Person person(String id, Person.Habits habits) {
    Instant createdAt = Instant.ofEpochMilli(createdAtMillis);
    return new Person(
        new Person.Passport(index, new AccountId(id), createdAt),
        habits,
        new Person.Places(country, home, pool, roaming, away),
        new Person.Gear(main, second, replacement, replacedAtMillis, card));
  }
}
