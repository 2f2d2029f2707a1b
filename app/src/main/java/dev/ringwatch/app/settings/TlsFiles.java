package dev.ringwatch.app.settings;

import java.nio.file.Path;

/**
 * The files of a certificate, as PEM.
 *
 * @param certificate the certificate and those that lead to a known one
 * @param key its private key
 */
public record TlsFiles(Path certificate, Path key) {}
