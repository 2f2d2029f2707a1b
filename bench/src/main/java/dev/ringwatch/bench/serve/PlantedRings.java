package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Plants a ring of five at an even rate while a server runs, and looks into its tables until each
 * is there: from when its fifth member acted until a living ring has it as a member. The five share
 * a device, each at an address of its own, and act on the same four targets within seconds. Times
 * are exact to the pause between two looks.
 */
final class PlantedRings implements AutoCloseable {

  private static final int MEMBERS = 5;
  private static final int TARGETS = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String JOINED =
      "SELECT account_id FROM ring_members WHERE account_id = ANY (?) AND left_at IS NULL";

  private final Client client;
  private final Database database;
  private final double perMinute;
  private final int count;
  private final Samples times = new Samples();
  private final Map<String, Long> awaited = new HashMap<>();
  private final AtomicLong events = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().name("rings").unstarted(this::run);
  private volatile @Nullable Exception failure;

  /**
   * Begins to plant.
   *
   * @param perMinute how many
   * @param count how many in all
   */
  PlantedRings(Installation installation, double perMinute, int count)
      throws IOException, SQLException {
    this.client = installation.client();
    this.database = Database.open(installation.postgres());
    this.perMinute = perMinute;
    this.count = count;
    thread.start();
  }

  private void run() {
    try {
      long start = System.nanoTime();
      for (int ring = 0; ring < count; ring++) {
        long due = start + (long) (60e9 * ring / perMinute);
        while (System.nanoTime() < due) {
          look();
          Thread.sleep(PAUSE);
        }
        plant(ring);
      }
      while (!awaited.isEmpty() && isPatient()) {
        look();
        Thread.sleep(PAUSE);
      }
    } catch (IOException | SQLException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isPatient() {
    long now = System.nanoTime();
    return awaited.values().stream().anyMatch(since -> now - since < PATIENCE.toNanos());
  }

  private void plant(int ring) throws IOException {
    StringBuilder lines = new StringBuilder();
    long now = System.currentTimeMillis();
    String last = "";
    for (int member = 0; member < MEMBERS; member++) {
      last = "planted-" + ring + "-" + member;
      for (int target = 0; target < TARGETS; target++) {
        lines.append(
            """
            {"account_id":"%s","action":"review","timestamp":%d,"ip":"10.%d.%d.%d",\
            "device_id":"planted-%d","target":"planted-%d-%d","target_owner":"planted-%d-%d"}
            """
                .formatted(
                    last,
                    now - 100L * (MEMBERS - 1 - member) - target,
                    200 + member,
                    ring / 256,
                    ring % 256,
                    ring,
                    ring,
                    target,
                    ring,
                    target));
      }
    }
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    long begun = System.nanoTime();
    Response response = client.post(body, body.length);
    if (response.status() != 202) {
      throw new IOException("a planted ring was answered with " + response.status());
    }
    events.addAndGet((long) MEMBERS * TARGETS);
    awaited.put(last, begun);
  }

  private void look() throws SQLException {
    if (awaited.isEmpty()) {
      return;
    }
    Array accounts = database.connection().createArrayOf("text", awaited.keySet().toArray());
    try (PreparedStatement select = database.connection().prepareStatement(JOINED)) {
      select.setArray(1, accounts);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Long since = awaited.remove(row.getString(1));
          if (since != null) {
            times.add(System.nanoTime() - since);
          }
        }
      }
    } finally {
      accounts.free();
    }
  }

  /** Waits until all were planted and are there, or were waited for in vain. */
  void finish() throws InterruptedException {
    thread.join();
    Exception broken = failure;
    if (broken != null) {
      throw new IllegalStateException("rings could not be planted: " + broken, broken);
    }
  }

  /** From the request that brings what the fifth did until a ring has it as a member. */
  Samples times() {
    return times;
  }

  /** How many were never there. */
  int unseen() {
    return awaited.size();
  }

  /** How many events that took. */
  long events() {
    return events.get();
  }

  @Override
  public void close() throws IOException, SQLException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
    database.close();
  }
}
