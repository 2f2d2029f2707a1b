package dev.ringwatch.app.lists;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for lists. */
@Configuration(proxyBeanMethods = false)
@Import(ListsController.class)
public class ListsConfiguration {}
