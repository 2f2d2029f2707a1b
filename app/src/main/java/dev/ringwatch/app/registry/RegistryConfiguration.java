package dev.ringwatch.app.registry;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for models. */
@Configuration(proxyBeanMethods = false)
@Import({ModelChoice.class, ModelInForce.class, ModelsController.class})
public class RegistryConfiguration {}
