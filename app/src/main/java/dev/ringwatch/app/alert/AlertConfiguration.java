package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.DigestTexts;
import dev.ringwatch.postgres.alert.Outbox;
import java.net.InetAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** What sends alerts, and the routes for where they go. */
@Configuration(proxyBeanMethods = false)
@Import({
  DeliveriesController.class,
  EndpointBody.class,
  EndpointChanges.class,
  EndpointTrial.class,
  EndpointsController.class
})
public class AlertConfiguration {

  private static final int TESTS_AT_A_TIME = 8;

  @Bean
  SecretSeal secretSeal(BytesEncryptor encryptor) {
    return new SecretSeal(encryptor);
  }

  @Bean
  AlertJson alertJson(PublicUrl url) {
    return new AlertJson(url);
  }

  @Bean
  Outbox outbox(AlertJson json) {
    return new Outbox(json);
  }

  @Bean
  AddressCheck addressCheck(AlertSettings settings) {
    return new AddressCheck(settings.allowed());
  }

  @Bean
  PinnedAddresses pinnedAddresses(AddressCheck check) {
    return new PinnedAddresses(check, InetAddress::getAllByName);
  }

  @Bean
  DigestTexts digestTexts(PublicUrl url) {
    return new DigestJson(url);
  }

  @Bean
  Sending sending(Clock clock, DeliveryMeters meters) {
    return new Sending(clock, meters);
  }

  /** What says when something was sent, and counts it. */
  record Sending(Clock clock, DeliveryMeters meters) {}

  @Bean(initMethod = "start", destroyMethod = "close")
  DeliveryWorker deliveryWorker(
      Deliveries deliveries,
      PinnedAddresses addresses,
      SecretSeal seal,
      AlertSettings settings,
      Sending sending) {
    return new DeliveryWorker(
        deliveries,
        new WebhookSender(addresses, SendLimits.ofDefaults(), settings.workers(), sending.clock()),
        seal,
        DeliveryConfig.of(settings.workers()),
        sending.meters());
  }

  /** Of its own, so that who tries an endpoint out does not wait for what is sent. */
  @Bean(destroyMethod = "close")
  WebhookSender testSender(PinnedAddresses addresses, Clock clock) {
    return new WebhookSender(addresses, SendLimits.ofDefaults(), TESTS_AT_A_TIME, clock);
  }
}
