package dev.ringwatch.app.operator;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes of this package. */
@Configuration(proxyBeanMethods = false)
@Import(OperatorsController.class)
public class OperatorConfiguration {}
