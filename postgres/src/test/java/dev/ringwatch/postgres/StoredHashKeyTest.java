package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.HashKey;
import java.security.SecureRandom;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StoredHashKeyTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  @Test
  void isDrawnOnceAndStays() throws SQLException {
    SecureRandom random = new SecureRandom();
    HashKey drawn = new StoredHashKey(DATABASE.dataSource()).readOrDraw(random);
    assertThat(drawn).isNotEqualTo(HashKey.PUBLIC);
    assertThat(drawn.first()).isNotEqualTo(drawn.second());
    assertThat(new StoredHashKey(DATABASE.dataSource()).readOrDraw(random)).isEqualTo(drawn);
    DATABASE.execute("DELETE FROM hash_key");
    assertThat(new StoredHashKey(DATABASE.dataSource()).readOrDraw(random)).isNotEqualTo(drawn);
  }
}
