/** What lists over HTTP have in common: parameters that are checked, and cursors to page by. */
@NullMarked
package dev.ringwatch.app.paging;

import org.jspecify.annotations.NullMarked;
