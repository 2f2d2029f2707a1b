/** What verdicts taught scores: what was proposed, who let it pass, and which holds. */
@NullMarked
package dev.ringwatch.postgres.learned;

import org.jspecify.annotations.NullMarked;
