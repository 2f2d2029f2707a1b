package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.archive.ArchiveConfiguration.ArchiveSettings;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.key.KeyDesk;
import dev.ringwatch.app.operator.OperatorDesk;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.settings.SettingsInForce;
import dev.ringwatch.app.settings.ShownSetting;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /settings}: what there is to set up, in figures that lead there. */
@Controller
final class SettingsPage {

  private final OperatorDesk operators;
  private final KeyDesk keys;
  private final Facts facts;
  private final Frames frames;
  private final Clock clock;

  /**
   * What does not change while the server runs.
   *
   * @param settings what holds
   * @param archive how long events are kept, and where they go then
   */
  record Facts(SettingsInForce settings, ArchiveSettings archive) {}

  SettingsPage(OperatorDesk operators, KeyDesk keys, Facts facts, Frames frames, Clock clock) {
    this.operators = operators;
    this.keys = keys;
    this.facts = facts;
    this.frames = frames;
    this.clock = clock;
  }

  /**
   * The page.
   *
   * @param frame what stands around it
   * @param version of the server
   * @param rows what there is to set up
   */
  record View(Frame frame, String version, List<Row> rows) {}

  /**
   * Something to set up.
   *
   * @param name what it is
   * @param href where
   * @param state how it stands
   */
  record Row(String name, String href, Panel<String> state) {}

  @GetMapping("/settings")
  ResponseEntity<String> show(@AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    return Html.page(
        "setup/settings",
        new View(
            frames.frame("Settings", caller, token),
            Version.text(),
            List.of(
                new Row(
                    "Operators",
                    "/settings/operators",
                    Panels.read("The list of operators", this::operatorsNow)),
                new Row(
                    "API keys", "/settings/keys", Panels.read("The list of keys", this::keysNow)),
                new Row(
                    "Audit log",
                    "/settings/audit",
                    Panel.of("who did and looked at what, and whether that is as it was written")),
                new Row("Retention and archive", "/settings/archive", Panel.of(archiveNow())),
                new Row(
                    "Erasures",
                    "/settings/erasures",
                    Panel.of("accounts that are to be forgotten, and how far each is")),
                new Row("Configuration", "/settings/configuration", Panel.of(settingsNow())),
                new Row("Endpoints", "/endpoints", Panel.of("where alerts go")),
                new Row("Lists", "/lists", Panel.of("what is let pass, and what is watched")))));
  }

  private String operatorsNow() throws SQLException {
    List<Operator> on = operators.list().stream().filter(Operator::isEnabled).toList();
    long administrators = on.stream().filter(one -> one.role() == Role.ADMIN).count();
    String sentence =
        Numbers.count(on.size(), "operator")
            + ", "
            + Numbers.count(administrators, "administrator")
            + " among them";
    return administrators == 1 ? sentence + ": with a second one nobody is locked out" : sentence;
  }

  private String keysNow() throws SQLException {
    long on = keys.list().stream().filter(key -> key.isUsableAt(clock.instant())).count();
    return on == 1 ? "1 key holds" : Numbers.count(on, "key") + " hold";
  }

  private String archiveNow() {
    return "events are kept for "
        + Numbers.count(facts.archive().retentionDays(), "day")
        + (facts.archive().directory().isEmpty() ? ", without an archive" : ", then archived");
  }

  private String settingsNow() {
    long set = facts.settings().table().stream().filter(ShownSetting::isSet).count();
    return Numbers.count(set, "setting") + (set == 1 ? " is" : " are") + " not at the default";
  }
}
