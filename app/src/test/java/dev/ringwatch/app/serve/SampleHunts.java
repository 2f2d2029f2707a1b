package dev.ringwatch.app.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of hunts, as a team has one: two that run, and a file that is none. */
final class SampleHunts {

  private SampleHunts() {}

  /** Makes it. */
  static void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("busy.sql"),
        """
        -- title: Busy <accounts>
        -- question: Who did the most?
        -- hit: Somebody does much.
        -- innocent: Those who like it.
        -- parameter events: integer 2 from 1 to 1000: least events
        -- parameter country: text any: only in this country
        SELECT e.account_id, min(a.ring_id) AS ring_id, count(*) AS events, min(e.ts) AS first_at,
          (array_agg(DISTINCT e.account_id))[1:20] AS accounts, 0.125::float8 AS share,
          min(e.device_id) AS device_id
        FROM raw_events e LEFT JOIN accounts a USING (account_id)
        WHERE e.ts >= :since AND e.ts < :until
          AND (:country IS NULL OR e.country = :country)
        GROUP BY e.account_id
        HAVING count(*) >= :events
        ORDER BY events DESC, account_id
        """);
    Files.writeString(
        directory.resolve("share.sql"),
        """
        -- title: A share
        -- question: What comes of a division?
        -- hit: A number.
        -- innocent: All.
        -- parameter parts: integer 2: into how many
        SELECT 1 / :parts AS share, 'a' AS note
        """);
    Files.writeString(directory.resolve("broken.sql"), "-- title: Broken\nSELECT 1\n");
  }
}
