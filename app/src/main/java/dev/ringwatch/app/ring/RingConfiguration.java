package dev.ringwatch.app.ring;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for rings. */
@Configuration(proxyBeanMethods = false)
@Import({
  Looks.class,
  RingController.class,
  RingListController.class,
  RingPartsController.class,
  RingTables.class
})
public class RingConfiguration {}
