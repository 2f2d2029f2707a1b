/** What the HTTP interface says of operators. */
@NullMarked
package dev.ringwatch.app.operator;

import org.jspecify.annotations.NullMarked;
