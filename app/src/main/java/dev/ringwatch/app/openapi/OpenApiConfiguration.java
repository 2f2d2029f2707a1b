package dev.ringwatch.app.openapi;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The route for the description of all routes. */
@Configuration(proxyBeanMethods = false)
@Import(OpenApiController.class)
public class OpenApiConfiguration {}
