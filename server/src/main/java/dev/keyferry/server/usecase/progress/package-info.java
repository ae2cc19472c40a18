/**
 * What gateways say to one server of several, in the form in which the others read it; entry {@link
 * dev.keyferry.server.usecase.progress.AuthenticBoard}. Depends on ports and {@code
 * dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.progress;

import org.jspecify.annotations.NullMarked;
