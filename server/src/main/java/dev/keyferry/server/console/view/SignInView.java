package dev.keyferry.server.console.view;

import java.util.Optional;

/**
 * The form to sign in.
 *
 * @param form its ticket
 * @param refused why the token was refused that was sent last
 * @param isOver whether a session has ended before
 */
public record SignInView(String form, Optional<String> refused, boolean isOver) {}
