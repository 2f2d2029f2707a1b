package dev.ringwatch.app.account;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes for accounts. */
@Configuration(proxyBeanMethods = false)
@Import({
  AccountListController.class,
  AccountTables.class,
  AccountsController.class,
  LiveAccounts.class,
  PastScoresController.class,
  ScoreController.class
})
public class AccountConfiguration {}
