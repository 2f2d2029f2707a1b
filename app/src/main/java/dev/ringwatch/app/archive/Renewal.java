package dev.ringwatch.app.archive;

import dev.ringwatch.ingest.UnreadableInputException;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.archive.ArchivedPart.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes files of an archive anew, with the same content, as one that is written now would be:
 * plain, or encrypted under the present key. Each is read back before it takes the old one's place.
 * Used by who has the turn.
 */
final class Renewal {

  private final ArchiveDirectory directory;
  private final ArchivedDays list;
  private final InstantSource clock;

  Renewal(Archive.Place place, DataSource database, InstantSource clock) {
    this.directory = new ArchiveDirectory(place);
    this.list = new ArchivedDays(database);
    this.clock = clock;
  }

  /** Goes through all; calling again goes on after what failed. */
  Archive.Renewed all() throws IOException, SQLException {
    int written = 0;
    List<String> missing = new ArrayList<>();
    for (ArchivedPart part : ErasedAccount.all(list)) {
      directory.removeLeftovers(part.file());
      Path file = directory.file(part.file());
      if (!Files.exists(file)) {
        missing.add(part.file());
      } else if (!directory.files().isCurrent(file)) {
        renew(part, file);
        written++;
      }
    }
    return new Archive.Renewed(written, missing);
  }

  private boolean isListed(Path file, Content content) throws IOException {
    try {
      ReadBack found = ReadBack.of(file, directory.files());
      return found.events() == content.events() && found.checksum().equals(content.checksum());
    } catch (UnreadableInputException e) {
      // It was damaged before, too.
      return false;
    }
  }

  private void renew(ArchivedPart part, Path file) throws IOException, SQLException {
    Path temporary = directory.temporary(part.file());
    try {
      try (InputStream in = Channels.newInputStream(directory.files().open(file))) {
        directory.write(temporary, in::transferTo);
      }
      Content content = part.content();
      if (!isListed(temporary, content)) {
        throw new ArchiveFailure(
            file + " is not what is listed, so it is left as it is: look at its disk");
      }
      list.rewritten(
          part,
          new Content(
              content.file(),
              content.events(),
              Files.size(temporary),
              content.checksum(),
              content.afterSeq(),
              content.throughSeq()),
          clock.instant());
      directory.replace(temporary, part.file());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
