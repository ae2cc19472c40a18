/**
 * The commands on edges and their keys. Depends on {@code terminal}, {@code api} and {@code
 * edgekey}.
 */
@NullMarked
package dev.keyferry.app.command.edge;

import org.jspecify.annotations.NullMarked;
