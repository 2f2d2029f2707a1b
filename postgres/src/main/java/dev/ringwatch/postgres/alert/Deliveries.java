package dev.ringwatch.postgres.alert;

import javax.sql.DataSource;

/**
 * What a worker needs of the database.
 *
 * @param due what is to be sent
 * @param outcomes what becomes of it
 * @param followers what has to wait for something else
 * @param digests what is sent as one
 */
public record Deliveries(
    DueDeliveries due, DeliveryOutcomes outcomes, Followers followers, Digests digests) {

  /** Those in a database that has the schema. */
  public static Deliveries in(DataSource dataSource, DigestTexts texts) {
    return new Deliveries(
        new DueDeliveries(dataSource),
        new DeliveryOutcomes(dataSource),
        new Followers(dataSource),
        new Digests(dataSource, texts));
  }
}
