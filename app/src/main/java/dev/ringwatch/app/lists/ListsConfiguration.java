package dev.ringwatch.app.lists;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.postgres.Lists;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is done with lists, their file, and the routes for them. */
@Configuration(proxyBeanMethods = false)
@Import({ListsController.class, ListTables.class})
public class ListsConfiguration {

  @Bean
  ListDesk listDesk(Lists lists, Audit audit) {
    return new ListDesk(lists, audit);
  }
}
