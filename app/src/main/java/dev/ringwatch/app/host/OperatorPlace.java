package dev.ringwatch.app.host;

import dev.ringwatch.app.operator.OperatorDesk;

/**
 * What the subcommands of {@link OperatorCommand} work on.
 *
 * @param desk who may sign in
 * @param url where people reach the server
 */
record OperatorPlace(OperatorDesk desk, String url) {}
