package dev.ringwatch.app.verdict;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for verdicts, appeals and what waits for them. */
@Configuration(proxyBeanMethods = false)
@Import({
  VerdictsController.class,
  QueueController.class,
  AppealsController.class,
  VerdictProblems.class
})
public class VerdictConfiguration {}
