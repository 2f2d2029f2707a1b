/** What was found out, as it is kept: accounts with their scores, over time too. */
@NullMarked
package dev.ringwatch.postgres.results;

import org.jspecify.annotations.NullMarked;
