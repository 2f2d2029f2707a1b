package dev.ringwatch.app.operator;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.SignInLinks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is done with operators, their file, and the routes of this package. */
@Configuration(proxyBeanMethods = false)
@Import({OperatorsController.class, OperatorTables.class})
public class OperatorConfiguration {

  @Bean
  OperatorDesk operatorDesk(Operators operators, SignInLinks links, Audit audit) {
    return new OperatorDesk(operators, links, audit);
  }
}
