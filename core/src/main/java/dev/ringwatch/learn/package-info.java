/**
 * What people's verdicts teach the score: an additive adjustment of the risk score that starts from
 * none, the test that has to let it pass, and when it is given up again.
 */
@NullMarked
package dev.ringwatch.learn;

import org.jspecify.annotations.NullMarked;
