/** How alerts reach people: where they are sent, and that they arrive. */
@NullMarked
package dev.ringwatch.app.alert;

import org.jspecify.annotations.NullMarked;
