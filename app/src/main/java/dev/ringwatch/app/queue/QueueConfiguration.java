package dev.ringwatch.app.queue;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes of the queue. */
@Configuration(proxyBeanMethods = false)
@Import(WorkController.class)
public class QueueConfiguration {}
