package dev.ringwatch.flink;

import org.apache.flink.api.connector.sink2.SinkWriter;

/** What Flink says beside what is to be written. */
final class TestContext {

  /** Nothing of time. */
  static final SinkWriter.Context NO_TIME =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return 0;
        }

        @Override
        public Long timestamp() {
          return 0L;
        }
      };

  private TestContext() {}
}
