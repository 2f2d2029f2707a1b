package dev.ringwatch.app.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a settings record is, said once: {@code ringwatch config}, its complaints and
 * docs/configuration.md have it from here. The default is the component's value in {@code
 * ofDefaults()}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {

  /** What it is, in a sentence without its full stop. */
  String value();

  /** The least value, as it is written in a file; none if empty. */
  String least() default "";

  /** The greatest value, as it is written in a file; none if empty. */
  String most() default "";

  /** What holds while it is not set, of a setting without a default. */
  String unset() default "";

  /**
   * Whether it is never written into the file of settings, but comes from the environment or from a
   * file of its own, which a setting named like it with {@code -file} names.
   */
  boolean secret() default false;
}
