/** Log lines on standard error; entry {@link dev.keyferry.app.log.LogSetup}. Depends on Logback. */
@NullMarked
package dev.keyferry.app.log;

import org.jspecify.annotations.NullMarked;
