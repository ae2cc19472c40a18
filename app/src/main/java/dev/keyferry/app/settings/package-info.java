/**
 * The configuration files of {@code keyferry serve} and {@code keyferry agent}; entry {@link
 * dev.keyferry.app.settings.SettingsFile}. Depends on Jackson's TOML and on the types that the
 * settings are bound to.
 */
@NullMarked
package dev.keyferry.app.settings;

import org.jspecify.annotations.NullMarked;
