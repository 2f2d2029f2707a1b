/** What the HTTP interface says of API keys. */
@NullMarked
package dev.ringwatch.app.key;

import org.jspecify.annotations.NullMarked;
