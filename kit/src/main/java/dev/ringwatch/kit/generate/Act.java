package dev.ringwatch.kit.generate;

/**
 * Something that an account does at a set moment, because it is part of a trap or of abuse.
 *
 * @param atMillis when
 * @param actor who
 * @param setting where and with what
 * @param deed what
 * @param enforced whether the platform takes action over it
 */
record Act(long atMillis, Person actor, Setting setting, Deed deed, boolean enforced) {}
