/**
 * The ways in for operators: passwords, second factors, one-time links, single sign-on, their
 * pages.
 */
@NullMarked
package dev.ringwatch.app.signin;

import org.jspecify.annotations.NullMarked;
