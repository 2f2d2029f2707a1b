package dev.ringwatch.app.serve;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.queue.QueueCount;
import dev.ringwatch.app.queue.QueueDesk;
import dev.ringwatch.app.verdict.VerdictDesk;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.queue.QueueClaims;
import dev.ringwatch.postgres.queue.WorkQueue;
import dev.ringwatch.postgres.ring.Neighbours;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the queue is made of. */
@Configuration(proxyBeanMethods = false)
class QueueParts {

  @Bean
  WorkQueue workQueue(Store store) {
    return new WorkQueue(store.pool().dataSource());
  }

  @Bean
  QueueDesk queueDesk(
      WorkQueue queue,
      VerdictSettings settings,
      VerdictDesk verdicts,
      VerdictReader reader,
      Audit audit) {
    return new QueueDesk(queue, new QueueClaims(settings.claimFor()), verdicts, reader, audit);
  }

  @Bean
  QueueCount queueCount(WorkQueue queue) {
    return new QueueCount(queue, System::nanoTime);
  }

  @Bean
  Neighbours neighbours(Store store) {
    return new Neighbours(store.pool().dataSource());
  }
}
