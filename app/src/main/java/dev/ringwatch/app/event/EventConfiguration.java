package dev.ringwatch.app.event;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for stored events. */
@Configuration(proxyBeanMethods = false)
@Import({EventTables.class, StoredEventsController.class})
public class EventConfiguration {}
