/**
 * Edge keys in files and as text; entry {@link dev.keyferry.app.edgekey.EdgeKeyFile}. Depends on
 * {@code dev.keyferry.feed.seal}.
 */
@NullMarked
package dev.keyferry.app.edgekey;

import org.jspecify.annotations.NullMarked;
