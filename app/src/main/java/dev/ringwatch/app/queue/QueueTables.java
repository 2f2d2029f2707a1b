package dev.ringwatch.app.queue;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.queue.WorkViews.ClaimView;
import dev.ringwatch.app.queue.WorkViews.WorkView;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.queue.WorkQueue;
import dev.ringwatch.postgres.queue.WorkQueue.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What waits for whoever asks, as a file: no more of each item than the page says. */
@Configuration(proxyBeanMethods = false)
class QueueTables {

  /** An item, and who asks. */
  record Row(QueueItem item, String asking) {

    WorkView view() {
      return WorkView.of(item, asking);
    }
  }

  @Bean
  CsvTable<Row> queueFile(WorkQueue queue) {
    return CsvTable.of(
        "queue",
        AuditAction.QUEUE_LIST,
        List.of(
            CsvColumn.of("kind", row -> row.view().kind()),
            CsvColumn.of("subject", row -> row.view().subject()),
            CsvColumn.of("risk_score", row -> row.view().riskScore()),
            CsvColumn.of("waiting_since", row -> row.view().waitingSince()),
            claim("taken_by_me", ClaimView::mine),
            claim("taken_until", ClaimView::until)),
        request -> rows(queue, request));
  }

  private static CsvColumn<Row> claim(String name, Function<ClaimView, @Nullable Object> value) {
    return CsvColumn.of(
        name, row -> Optional.ofNullable(row.view().claim()).map(value).orElse(null));
  }

  private static CsvRows<Row> rows(WorkQueue queue, HttpServletRequest request) {
    Parameters parameters = QueueQuery.parameters(request);
    QueueQuery query = QueueQuery.of(request);
    String asking = Who.of(request).actor().toString();
    return CsvRows.of(
        parameters.asked(),
        CsvSource.paged((last, limit) ->
            queue
                .page(
                    asking,
                    query.filter(),
                    last == null ? Place.START : Place.of(last.item()),
                    limit)
                .stream()
                .map(item -> new Row(item, asking))
                .toList()));
  }
}
