/** Accounts that are to be forgotten: who wanted it, how far it is, and the work itself. */
@NullMarked
package dev.ringwatch.app.erasure;

import org.jspecify.annotations.NullMarked;
