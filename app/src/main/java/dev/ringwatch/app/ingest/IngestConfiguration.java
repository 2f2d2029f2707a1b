package dev.ringwatch.app.ingest;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for events. */
@Configuration(proxyBeanMethods = false)
@Import(EventsController.class)
public class IngestConfiguration {}
