package dev.ringwatch.app.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as its jar says. */
public final class Version implements IVersionProvider {

  /** The version, or {@code development} when it does not run from a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"ringwatch " + text()};
  }
}
