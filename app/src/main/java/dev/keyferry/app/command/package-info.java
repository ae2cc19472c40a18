/**
 * The command line; entry {@link dev.keyferry.app.command.KeyferryCommand}. Below it a package for
 * each group of commands, with a class for each command: it reads options, calls one of the other
 * packages and prints. Depends on picocli and on all packages of the command.
 */
@NullMarked
package dev.keyferry.app.command;

import org.jspecify.annotations.NullMarked;
