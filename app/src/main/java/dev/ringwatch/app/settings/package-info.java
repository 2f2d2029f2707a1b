/**
 * What can be set: the records that hold it, what is said of each setting, and how it is read from
 * a file, the environment and the command line. Start reading at {@link
 * dev.ringwatch.app.settings.ServerSettings}.
 */
@NullMarked
package dev.ringwatch.app.settings;

import org.jspecify.annotations.NullMarked;
