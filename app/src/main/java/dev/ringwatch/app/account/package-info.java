/** What the HTTP interface says of accounts. */
@NullMarked
package dev.ringwatch.app.account;

import org.jspecify.annotations.NullMarked;
