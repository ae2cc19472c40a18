/**
 * What is seen of answers: values that a template below {@code src/main/jte} shows as they are.
 * Begins at {@link dev.keyferry.server.console.view.Frame}. Depends on the answers of use cases.
 */
@NullMarked
package dev.keyferry.server.console.view;

import org.jspecify.annotations.NullMarked;
