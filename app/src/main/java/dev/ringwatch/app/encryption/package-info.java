/**
 * What the server encrypts by a key beside the database: secrets in it, and files if configured.
 */
@NullMarked
package dev.ringwatch.app.encryption;

import org.jspecify.annotations.NullMarked;
