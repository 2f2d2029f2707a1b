package dev.ringwatch.app.serve;

import dev.ringwatch.app.alert.AlertSettings;
import dev.ringwatch.app.alert.PublicUrl;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.postgres.alert.Backlog;
import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.DeliveryLog;
import dev.ringwatch.postgres.alert.DigestTexts;
import dev.ringwatch.postgres.alert.EndpointWorks;
import dev.ringwatch.postgres.alert.Endpoints;
import java.net.InetAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the sending of alerts is made of. */
@Configuration(proxyBeanMethods = false)
class AlertParts {

  @Bean
  Endpoints endpoints(Store store) {
    return store.endpoints();
  }

  @Bean
  EndpointWorks endpointWorks(Store store) {
    return store.endpointWorks();
  }

  @Bean
  Deliveries deliveries(Store store, DigestTexts texts) {
    return store.deliveries(texts);
  }

  @Bean
  Backlog backlog(Store store) {
    return store.backlog();
  }

  @Bean
  DeliveryLog deliveryLog(Store store) {
    return store.deliveryLog();
  }

  @Bean
  AlertSettings alertSettings(ServerSettings settings) {
    return settings.alertSettings();
  }

  /** Of a port that the system chose, once it is known. */
  @Bean
  PublicUrl publicUrl(ServerSettings settings, Environment environment) {
    return () ->
        settings.publicUrl(
            environment.getRequiredProperty("server.address", InetAddress.class),
            environment.getProperty(
                "local.server.port",
                Integer.class,
                environment.getRequiredProperty("server.port", Integer.class)));
  }
}
