package dev.ringwatch.kit.generate;

/**
 * Where and with what something is done.
 *
 * @param network the network, by number
 * @param device the device, by number
 * @param card the payment card, by number
 */
record Setting(int network, int device, int card) {}
