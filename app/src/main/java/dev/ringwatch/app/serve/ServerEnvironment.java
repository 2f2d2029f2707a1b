package dev.ringwatch.app.serve;

import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * What Spring knows of the outside: the settings in force, and nothing else. What it would take by
 * itself from variables, system properties and files nobody has checked.
 */
final class ServerEnvironment extends StandardServletEnvironment {

  /** Spring looks for files of its own unless it is told of a place; there is nothing there. */
  private static final Map<String, Object> NO_FILES =
      Map.of("spring.config.location", "optional:classpath:/no-files-of-spring/");

  ServerEnvironment(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putAll(NO_FILES);
    getPropertySources().addFirst(new MapPropertySource("settings", all));
  }

  /** Called while this is made: adds no source. */
  @Override
  protected void customizePropertySources(MutablePropertySources sources) {}
}
