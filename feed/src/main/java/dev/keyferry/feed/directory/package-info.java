/**
 * Directories that belong to one process of Keyferry at a time, {@link
 * dev.keyferry.feed.directory.PrivateDirectory}, and files that are their owner's alone, {@link
 * dev.keyferry.feed.directory.OwnerFile}. This package depends on the JDK only.
 */
@NullMarked
package dev.keyferry.feed.directory;

import org.jspecify.annotations.NullMarked;
