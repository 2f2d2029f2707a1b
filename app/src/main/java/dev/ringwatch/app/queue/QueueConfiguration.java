package dev.ringwatch.app.queue;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes of the queue, and the queue as a file. */
@Configuration(proxyBeanMethods = false)
@Import({QueueTables.class, WorkController.class})
public class QueueConfiguration {}
