package dev.ringwatch.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Has libraries say only what is wrong: without any configuration they say everything. */
final class QuietLibraries {

  private QuietLibraries() {}

  /** Does so for this process. */
  static void hush() {
    hush(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.WARN);
    // What is retried is warned of, and a broker that begins warns that it is new.
    hush("org.apache.kafka", Level.ERROR);
    java.util.logging.Logger.getLogger("org.flywaydb").setLevel(java.util.logging.Level.WARNING);
  }

  private static void hush(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
