package dev.ringwatch.app.key;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes of this package. */
@Configuration(proxyBeanMethods = false)
@Import(KeysController.class)
public class KeyConfiguration {}
