/**
 * Files that give keys to tunnels, as the command reads them and the console does; entry {@link
 * dev.keyferry.server.keyfile.KeyFile}. Depends on Jackson, and on nothing else of the server.
 */
@NullMarked
package dev.keyferry.server.keyfile;

import org.jspecify.annotations.NullMarked;
