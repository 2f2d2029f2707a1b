package dev.ringwatch.app.ring;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for rings. */
@Configuration(proxyBeanMethods = false)
@Import({RingListController.class, RingController.class, RingPartsController.class, Looks.class})
public class RingConfiguration {}
