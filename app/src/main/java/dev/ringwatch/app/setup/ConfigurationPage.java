package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.settings.SettingsInForce;
import dev.ringwatch.app.settings.ShownSetting;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /settings/configuration}: every setting with what holds, where it comes from and what it
 * is. Nothing is changed here: that is done where the server is started.
 */
@Controller
final class ConfigurationPage {

  private static final String PATH = "/settings/configuration";

  private final SettingsInForce settings;
  private final Audit audit;
  private final Frames frames;

  ConfigurationPage(SettingsInForce settings, Audit audit, Frames frames) {
    this.settings = settings;
    this.audit = audit;
    this.frames = frames;
  }

  /**
   * Settings as they are shown.
   *
   * @param frame what stands around them
   * @param which all of them, or those that somebody set
   * @param sections groups of them
   */
  record View(Frame frame, List<Choice> which, List<Section> sections) {}

  /**
   * A group of settings.
   *
   * @param name such as {@code ringwatch.ingest}
   * @param rows a setting each
   */
  record Section(String name, List<Row> rows) {}

  /**
   * A setting.
   *
   * @param key its name in the group
   * @param variable the variable of the environment
   * @param meaning what it is
   * @param value its value, or what holds in its place
   * @param origin where it was set; empty if nobody did
   * @param standard what would hold if nobody had; empty if that is what holds
   */
  record Row(
      String key, String variable, String meaning, String value, String origin, String standard) {}

  @GetMapping(PATH)
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("set"));
    boolean onlySet = parameters.text("set").isPresent();
    audit.record(Who.of(request), AuditAction.SETTINGS_LOOK, "", Audit.DONE, parameters.asked());
    Map<String, List<Row>> sections = new LinkedHashMap<>();
    for (ShownSetting one : settings.table()) {
      if (one.isSet() || !onlySet) {
        sections.computeIfAbsent(one.section(), name -> new ArrayList<>()).add(row(one));
      }
    }
    List<Choice> which =
        List.of(
            new Choice("All", PATH, !onlySet),
            new Choice("Set by somebody", PATH + "?set=true", onlySet));
    return Html.page(
        "setup/configuration",
        new View(
            frames.frame("Configuration", caller, token),
            which,
            sections.entrySet().stream()
                .map(one -> new Section(one.getKey(), one.getValue()))
                .toList()));
  }

  private static Row row(ShownSetting setting) {
    String value = setting.value().isEmpty() ? setting.standard() : setting.value();
    return new Row(
        setting.name().substring(setting.section().length() + 1),
        setting.variable(),
        setting.meaning(),
        Shown.line(value),
        Shown.line(setting.origin()),
        setting.isSet() ? Shown.line(setting.standard()) : "");
  }
}
