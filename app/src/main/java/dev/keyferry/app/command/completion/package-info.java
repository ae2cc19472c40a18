/** What a shell needs to complete the command's words. Depends on {@code terminal} and picocli. */
@NullMarked
package dev.keyferry.app.command.completion;

import org.jspecify.annotations.NullMarked;
