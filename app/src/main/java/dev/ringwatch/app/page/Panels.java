package dev.ringwatch.app.page;

import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.SearchBusyException;
import dev.ringwatch.postgres.events.SearchTooWideException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what panels show, so that one that fails leaves the rest of its page as it is. */
public final class Panels {

  private static final Logger LOG = LoggerFactory.getLogger(Panels.class);

  /** Cancelled, which is what a statement that takes too long is. */
  private static final String CANCELLED = "57014";

  private Panels() {}

  /**
   * What a panel reads.
   *
   * @param <T> what it shows
   */
  public interface Reading<T> {

    /** What it shows. */
    T read() throws SQLException, InterruptedException;
  }

  /**
   * Reads a panel.
   *
   * @param what it shows, as the beginning of a sentence
   */
  public static <T> Panel<T> read(String what, Reading<T> reading) {
    try {
      return Panel.of(reading.read());
    } catch (SearchBusyException e) {
      return failed(what, "too many searches run at the moment", e);
    } catch (SearchTooWideException e) {
      return failed(what, "that took too long", e);
    } catch (NotLiveException e) {
      return failed(what, "detection does not answer at the moment", e);
    } catch (SQLException e) {
      boolean isLong = CANCELLED.equals(e.getSQLState());
      return failed(what, isLong ? "that took too long" : "the database gives no answer", e);
    } catch (LogUnavailableException e) {
      return failed(what, "the database gives no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(what, "the server is about to stop", e);
    } catch (RuntimeException e) {
      LOG.error("{} could not be shown", what, e);
      return Panel.failed(sentence(what, "something went wrong that the server's log tells of"));
    }
  }

  private static <T> Panel<T> failed(String what, String why, Exception e) {
    LOG.warn("{} could not be shown: {}: {}", what, why, e.getMessage());
    return Panel.failed(sentence(what, why));
  }

  private static String sentence(String what, String why) {
    return what
        + " could not be read: "
        + why
        + ". The rest of this page is as it should be; load it again in a moment.";
  }
}
