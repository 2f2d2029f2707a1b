package dev.ringwatch.app.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.calibrate.GroupKind;
import dev.ringwatch.event.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private Labels read(String text) throws IOException {
    return Labels.read(Files.writeString(folder.resolve("labels.csv"), text));
  }

  @Test
  void readsWhatIsSaidOfAnAccount() throws IOException {
    Labels labels =
        read(
            "\uFEFF"
                + """
                User_ID,label,Origin,abuse_type,inclusion_probability
                anna,Abusive,review,fake reviews,0.25
                bert,0,Audit,,
                cora,unsure,audit,,
                dora,,audit,,
                ,1,audit,,
                """);
    assertThat(labels.byAccount()).hasSize(2);
    assertThat(labels.of(new AccountId("anna")))
        .hasValue(
            new Label(
                true,
                Optional.of("review"),
                OptionalDouble.of(0.25),
                Optional.of("fake reviews"),
                Optional.empty(),
                Map.of()));
    Label bert = labels.of(new AccountId("bert")).orElseThrow();
    assertThat(bert.abusive()).isFalse();
    assertThat(bert.isAudited()).isTrue();
    assertThat(bert.inclusionProbability()).isEmpty();
    assertThat(labels.of(new AccountId("cora"))).isEmpty();
  }

  @Test
  void needsNoMoreThanAccountAndLabel() throws IOException {
    Label label =
        read("account_id,label\nanna,1\nanna,true\n").of(new AccountId("anna")).orElseThrow();
    assertThat(label)
        .isEqualTo(
            new Label(
                true,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of()));
    assertThat(label.isAudited()).isFalse();
  }

  @Test
  void readsTheGroupsThatAccountsBelongTo() throws IOException {
    Labels labels =
        read("account_id,label,country,client,account_age_days\nanna,1,PT,,0.5\nbert,0,,app,400\n");
    assertThat(labels.of(new AccountId("anna")).orElseThrow().groups())
        .isEqualTo(Map.of(GroupKind.COUNTRY, "PT", GroupKind.ACCOUNT_AGE, "under 1 day"));
    assertThat(labels.of(new AccountId("bert")).orElseThrow().groups())
        .isEqualTo(Map.of(GroupKind.CLIENT, "app", GroupKind.ACCOUNT_AGE, "a year and more"));
  }

  /** A label that is given again, with its time or with more groups, contradicts nothing. */
  @Test
  void takesTheNewestOfRowsThatSayTheSame() throws IOException {
    Labels labels =
        read(
            """
            account_id,label,country,decided_at
            anna,1,PT,2026-03-31T12:00:00+02:00
            anna,1,SE,2026-03-31
            anna,1,FI,
            bert,0,,
            bert,0,NO,2026-03-31
            """);
    Label anna = labels.of(new AccountId("anna")).orElseThrow();
    assertThat(anna.groups()).isEqualTo(Map.of(GroupKind.COUNTRY, "PT"));
    assertThat(anna.decidedAt()).hasValue(Instant.parse("2026-03-31T10:00:00Z"));
    assertThat(labels.of(new AccountId("bert")).orElseThrow().decidedAt())
        .as("a date is its start in UTC")
        .hasValue(Instant.parse("2026-03-31T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "account_id\nanna\n",
        "label\n1\n",
        "account_id,label\nanna,maybe\n",
        "account_id,label\nanna,1\nanna,0\n",
        "account_id,label,origin\nanna,1,audit\nanna,1,review\n",
        "account_id,label,inclusion_probability\nanna,1,0\n",
        "account_id,label,inclusion_probability\nanna,1,half\n",
        "account_id,label,inclusion_probability\nanna,1,NaN\n",
        "account_id,label,account_age_days\nanna,1,old\n",
        "account_id,label,account_age_days\nanna,1,-1\n",
        "account_id,label,decided_at\nanna,1,yesterday\n",
        "account_id,label,decided_at\nanna,1,2026-02-30\n",
        "account_id,label,decided_at\nanna,1,2026-03-01\nanna,0,2026-03-02\n"
      })
  void saysInASentenceWhatCannotBeRead(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("labels.csv");
  }
}
