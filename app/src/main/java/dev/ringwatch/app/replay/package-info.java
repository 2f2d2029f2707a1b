/** {@code ringwatch replay}: what another configuration or model would change on stored events. */
@NullMarked
package dev.ringwatch.app.replay;

import org.jspecify.annotations.NullMarked;
