package dev.ringwatch.app.signin;

import java.util.Optional;

/**
 * How operators come in.
 *
 * @param signOn the provider of single sign-on; none if absent
 */
public record SignInSettings(Optional<SignOnSettings> signOn) {}
