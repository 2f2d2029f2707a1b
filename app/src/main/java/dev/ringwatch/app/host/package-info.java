/** The commands on the host, on a server's database: beside a server that runs, or without one. */
@NullMarked
package dev.ringwatch.app.host;

import org.jspecify.annotations.NullMarked;
