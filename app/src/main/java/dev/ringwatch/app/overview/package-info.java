/** The pages for those who are signed in: the overview, and one account. */
@NullMarked
package dev.ringwatch.app.overview;

import org.jspecify.annotations.NullMarked;
