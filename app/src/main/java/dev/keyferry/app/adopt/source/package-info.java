/**
 * Reading an operator's files within bounds: the files that a configuration consists of, and where
 * in them something stands; entry {@link dev.keyferry.app.adopt.source.SourceFiles}. Depends on
 * what a failure is, and on {@code api} for what may be printed.
 */
@NullMarked
package dev.keyferry.app.adopt.source;

import org.jspecify.annotations.NullMarked;
