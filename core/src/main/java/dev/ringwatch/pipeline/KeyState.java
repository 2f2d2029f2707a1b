package dev.ringwatch.pipeline;

/**
 * The state of one key that stands by itself, as a driver keeps it that has each key alone.
 *
 * @param <S> the step's state
 * @param accounts whom the state names by number
 * @param state the step's state
 */
public record KeyState<S>(LocalAccounts accounts, S state) {}
