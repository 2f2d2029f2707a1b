/** Looking events up: by account, address, device and the like, the newest first, page by page. */
@NullMarked
package dev.ringwatch.postgres.events;

import org.jspecify.annotations.NullMarked;
