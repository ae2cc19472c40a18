/**
 * Everything that the server does with its store, with a fault at every single call to the
 * database. The entries are {@link dev.keyferry.server.faults.WriteFaultsTest} and {@link
 * dev.keyferry.server.faults.ReadFaultsTest}.
 */
@NullMarked
package dev.keyferry.server.faults;

import org.jspecify.annotations.NullMarked;
