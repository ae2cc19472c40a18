/** The commands that run until they are stopped. Depends on the packages that they run. */
@NullMarked
package dev.keyferry.app.command.process;

import org.jspecify.annotations.NullMarked;
