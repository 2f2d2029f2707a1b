/** The pages for those who are signed in: the overview, one account, rings. */
@NullMarked
package dev.ringwatch.app.overview;

import org.jspecify.annotations.NullMarked;
