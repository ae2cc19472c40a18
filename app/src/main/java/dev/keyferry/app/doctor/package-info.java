/**
 * What `keyferry doctor` looks at: each {@link dev.keyferry.app.doctor.Check} looks at one thing
 * and tells what it saw as {@link dev.keyferry.app.doctor.Finding}s. Nothing is changed by looking.
 * Depends on what a failure is, and on {@code api} for what may be printed.
 */
@NullMarked
package dev.keyferry.app.doctor;

import org.jspecify.annotations.NullMarked;
