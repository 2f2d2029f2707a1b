package dev.ringwatch.app.csv;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for tables as files. */
@Configuration(proxyBeanMethods = false)
@Import(CsvController.class)
public class CsvConfiguration {}
