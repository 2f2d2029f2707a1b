/** The control room: pages that say how the server does, and what there is to do about it. */
@NullMarked
package dev.ringwatch.app.control;

import org.jspecify.annotations.NullMarked;
