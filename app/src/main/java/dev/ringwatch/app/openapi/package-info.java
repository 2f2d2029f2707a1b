/** The description of the HTTP interface that the server gives. */
@NullMarked
package dev.ringwatch.app.openapi;

import org.jspecify.annotations.NullMarked;
