package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Names;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages for those who are signed in. */
@Configuration(proxyBeanMethods = false)
@Import({
  AccountForms.class,
  AccountPage.class,
  AccountParts.class,
  AccountListPage.class,
  EverythingSearch.class,
  ExploreCountsPage.class,
  ExplorePage.class,
  NewestEvent.class,
  SearchPage.class,
  RingPages.class,
  RingParts.class,
  IncidentForms.class,
  IncidentListPage.class,
  IncidentPage.class,
  SilencePages.class,
  SuppressionPage.class,
  DeliveryPages.class,
  EndpointPages.class,
  Names.class,
  Frames.class,
  ThresholdForms.class,
  ThresholdPages.class,
  HuntPages.class,
  ItemSubjects.class,
  Items.class,
  QueueForms.class,
  QueuePages.class,
  QueueRows.class,
  VerdictForms.class,
  VerdictParts.class
})
public class OverviewConfiguration {}
