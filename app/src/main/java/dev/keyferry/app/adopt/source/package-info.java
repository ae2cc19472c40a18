/**
 * Reading an operator's files within bounds: the files that a configuration consists of, and where
 * in them something stands; entry {@link dev.keyferry.app.adopt.source.SourceFiles}. Depends on the
 * JDK.
 */
@NullMarked
package dev.keyferry.app.adopt.source;

import org.jspecify.annotations.NullMarked;
