/** What the HTTP interface says of the models that were learned, and which of them is to hold. */
@NullMarked
package dev.ringwatch.app.registry;

import org.jspecify.annotations.NullMarked;
