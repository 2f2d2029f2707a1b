/** What is kept about one account: to be read out, and to be erased. */
@NullMarked
package dev.ringwatch.postgres.erasure;

import org.jspecify.annotations.NullMarked;
