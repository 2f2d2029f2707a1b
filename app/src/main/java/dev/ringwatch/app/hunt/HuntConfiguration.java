package dev.ringwatch.app.hunt;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for hunts. */
@Configuration(proxyBeanMethods = false)
@Import({HuntController.class, FindingsController.class, HuntTables.class})
public class HuntConfiguration {}
