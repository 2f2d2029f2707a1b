package dev.ringwatch.app.live;

import dev.ringwatch.postgres.results.NewestMarks;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What tells pages that are open of what is new. */
@Configuration(proxyBeanMethods = false)
@Import(LiveController.class)
public class LiveConfiguration {

  /** Four windows of each of fifty people. */
  private static final int MOST_STREAMS = 200;

  @Bean(initMethod = "start", destroyMethod = "close")
  LiveNews liveNews(NewestMarks marks) {
    return new LiveNews(marks, MOST_STREAMS);
  }

  /** Ends the streams first of all: the web server waits for requests that are under way. */
  @Bean
  SmartLifecycle liveEnd(LiveNews news) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        running = true;
      }

      @Override
      public void stop() {
        running = false;
        news.close();
      }

      @Override
      public boolean isRunning() {
        return running;
      }
    };
  }
}
