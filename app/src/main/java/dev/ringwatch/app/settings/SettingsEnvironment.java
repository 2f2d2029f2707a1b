package dev.ringwatch.app.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads settings from variables of the environment. */
final class SettingsEnvironment {

  /** Begin like settings and are none: the launcher's, the benchmark's, the tests'. */
  static final Set<String> OTHERS =
      Set.of(
          "RINGWATCH_JAVA_HOME",
          "RINGWATCH_HEAP",
          "RINGWATCH_JAVA_OPTS",
          "RINGWATCH_AOT",
          "RINGWATCH_LAUNCHER",
          "RINGWATCH_SERVE_OPTIONS",
          "RINGWATCH_PYTHON",
          "RINGWATCH_TEST_DATABASE_URL",
          "RINGWATCH_TEST_DATABASE_USER",
          "RINGWATCH_TEST_DATABASE_PASSWORD",
          "RINGWATCH_WRITE_DOCS");

  /**
   * What Kubernetes tells every container of each service, whose name stands first: one that is
   * called ringwatch, ringwatch-db or ringwatch-server is likely.
   */
  private static final Pattern SERVICE =
      Pattern.compile(
          "RINGWATCH_(.+_)?(SERVICE_(HOST|PORT(_.+)?)|PORT(_\\d+_[A-Z]+(_(PROTO|PORT|ADDR))?)?)");

  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private SettingsEnvironment() {}

  /**
   * What the environment sets, by the whole names of settings.
   *
   * @param faults gets variables that set nothing
   */
  static Map<String, Given> read(Map<String, String> environment, Faults faults) {
    Map<String, Given> given = new LinkedHashMap<>();
    boolean inKubernetes = environment.containsKey("KUBERNETES_SERVICE_HOST");
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(KnownSetting.VARIABLES)
          || OTHERS.contains(name)
          || (inKubernetes && isOfService(name, variable.getValue()))) {
        continue;
      }
      Optional<KnownSetting> setting = KnownSettings.ALL.ofVariable(name);
      Given value = new Given(variable.getValue(), Given.ENVIRONMENT + name);
      if (setting.isPresent()) {
        setting.get().check(value, faults);
        given.put(setting.get().name(), value);
      } else {
        String nearest = Nearest.variable(name, KnownSettings.ALL.variables()).orElse("");
        faults.add(value.origin(), "no setting has this variable; the nearest is " + nearest);
      }
    }
    return given;
  }

  private static boolean isOfService(String name, String value) {
    return SERVICE.matcher(name).matches()
        && (KnownSettings.ALL.ofVariable(name).isEmpty()
            || SERVICE_ADDRESS.matcher(value).matches());
  }
}
