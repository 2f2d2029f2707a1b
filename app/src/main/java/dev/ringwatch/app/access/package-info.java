/**
 * Who may do what over HTTP: API keys, sessions of operators, and the one table of routes, roles
 * and scopes.
 */
@NullMarked
package dev.ringwatch.app.access;

import org.jspecify.annotations.NullMarked;
