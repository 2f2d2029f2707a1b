/**
 * Who did or looked at what: what is recorded of the server and the command line, and the command.
 */
@NullMarked
package dev.ringwatch.app.audit;

import org.jspecify.annotations.NullMarked;
