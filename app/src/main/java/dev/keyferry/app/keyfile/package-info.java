/**
 * Files that give keys to tunnels, and lists of what was refused of them; entry {@link
 * dev.keyferry.app.keyfile.KeyFile}. Depends on Jackson and on what the command's packages share.
 */
@NullMarked
package dev.keyferry.app.keyfile;

import org.jspecify.annotations.NullMarked;
