package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.Endpoints;
import dev.ringwatch.postgres.alert.Outbox;
import java.net.InetAddress;
import java.time.Clock;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** What sends alerts, and the routes for where they go. */
@Configuration(proxyBeanMethods = false)
@Import({
  AlertTables.class,
  DeliveriesController.class,
  DeliveryDesk.class,
  EndpointBody.class,
  EndpointChanges.class,
  EndpointTrial.class,
  EndpointsController.class
})
public class AlertConfiguration {

  private static final int TESTS_AT_A_TIME = 8;

  @Bean
  EndpointDesk endpointDesk(
      Endpoints endpoints,
      EndpointChanges changes,
      EndpointBody body,
      EndpointTrial trial,
      Audit audit) {
    return new EndpointDesk(endpoints, new EndpointDesk.Parts(changes, body, trial), audit);
  }

  @Bean
  SecretSeal secretSeal(BytesEncryptor encryptor) {
    return new SecretSeal(encryptor);
  }

  @Bean
  AlertFormats alertFormats(PublicUrl url) {
    return new AlertFormats(url);
  }

  @Bean
  Outbox outbox(AlertFormats formats) {
    return new Outbox(formats);
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
  Sending sending(Clock clock, DeliveryMeters meters) {
    return new Sending(clock, meters);
  }

  /** What says when something was sent, and counts it. */
  record Sending(Clock clock, DeliveryMeters meters) {}

  @Bean(destroyMethod = "close")
  DeliveryWorker deliveryWorker(
      Deliveries deliveries,
      PinnedAddresses addresses,
      SecretSeal seal,
      AlertSettings settings,
      Sending sending) {
    return new DeliveryWorker(
        deliveries,
        sender(addresses, settings, settings.workers(), sending.clock()),
        seal,
        DeliveryConfig.of(settings.workers()),
        sending.meters());
  }

  /** Of its own, so that who tries an endpoint out does not wait for what is sent. */
  @Bean(destroyMethod = "close")
  Sender testSender(PinnedAddresses addresses, AlertSettings settings, Clock clock) {
    return sender(addresses, settings, TESTS_AT_A_TIME, clock);
  }

  /** Of its own, so that a summary does not wait for alerts. */
  @Bean(destroyMethod = "close")
  LetterSender letterSender(AlertSettings settings, Clock clock) {
    return new LetterSender(settings.smtp(), clock);
  }

  /** What sends messages of every format, some at a time. */
  static Sender sender(
      PinnedAddresses addresses, AlertSettings settings, int atATime, InstantSource clock) {
    return new Senders(
        new WebhookSender(addresses, SendLimits.ofDefaults(), atATime, clock),
        new MailSender(settings.smtp(), (SSLSocketFactory) SSLSocketFactory.getDefault(), clock));
  }
}
