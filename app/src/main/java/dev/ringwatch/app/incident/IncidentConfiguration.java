package dev.ringwatch.app.incident;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for incidents and silences. */
@Configuration(proxyBeanMethods = false)
@Import({
  IncidentController.class,
  IncidentDecisions.class,
  IncidentDesk.class,
  IncidentReader.class,
  IncidentTables.class,
  SilenceDesk.class,
  SilencesController.class
})
public class IncidentConfiguration {}
