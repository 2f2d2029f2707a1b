package dev.ringwatch.app.models;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of models, and their files. */
@Configuration(proxyBeanMethods = false)
@Import({
  ModelReader.class,
  DriftReader.class,
  ModelPages.class,
  ModelForms.class,
  ModelTables.class
})
public class ModelPagesConfiguration {}
