/**
 * Who is signed in to the console, and what makes a form theirs, and good once. The entry is {@link
 * dev.keyferry.server.console.session.Sessions}. Depends on identifiers only.
 */
@NullMarked
package dev.keyferry.server.console.session;

import org.jspecify.annotations.NullMarked;
