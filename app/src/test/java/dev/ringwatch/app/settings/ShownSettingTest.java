package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownSettingTest {

  private static ShownSetting of(SettingsInForce settings, String name) {
    return settings.table().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysWhatHoldsAndWhereItComesFrom() {
    SettingsInForce settings =
        SettingsInForce.read(
            Optional.empty(), Map.of("RINGWATCH_RETENTION", "40"), Map.of("server.port", "9"));
    ShownSetting retention = of(settings, "ringwatch.retention");
    assertThat(retention.value()).isEqualTo("40");
    assertThat(retention.origin()).isEqualTo("environment RINGWATCH_RETENTION");
    assertThat(retention.standard()).isEqualTo("30");
    assertThat(retention.isSet()).isTrue();
    assertThat(of(settings, "server.port").origin()).isEqualTo("--port");
    assertThat(of(settings, "ringwatch.data").isSet()).isFalse();
    assertThat(settings.table()).hasSizeGreaterThanOrEqualTo(KnownSettings.ALL.all().size() - 1);
  }

  @Test
  void hidesSecretsWhereverTheyStand() {
    SettingsInForce settings =
        SettingsInForce.ofStart(
            Map.of(
                    "ringwatch.database.url",
                    "jdbc:postgresql://db/ringwatch?user=a&password=hunter2&ssl=true",
                    "ringwatch.database.password",
                    "hunter2",
                    "ringwatch.url",
                    "https://me:hunter2@example.org",
                    "ringwatch.retention",
                    "30")
                ::get);
    assertThat(settings.table().toString()).doesNotContain("hunter2");
    assertThat(of(settings, "ringwatch.database.url").value())
        .isEqualTo("jdbc:postgresql://db/ringwatch?user=a&password=***&ssl=true");
    assertThat(of(settings, "ringwatch.database.password").value()).isEqualTo("***");
    assertThat(of(settings, "ringwatch.database.password").isSet()).isTrue();
    assertThat(of(settings, "ringwatch.retention").isSet()).as("as by default").isFalse();
    assertThat(List.of("", "not set")).doesNotContain(of(settings, "ringwatch.retention").value());
  }
}
