/**
 * The one command {@code keyferry}; entry {@link dev.keyferry.app.Keyferry}. Its packages: {@code
 * command} parses the command line, {@code api} calls the public API, {@code swanctl} prints
 * connections, {@code settings} reads the configuration, {@code serve} composes server and gateway,
 * {@code search} looks for keys where they must not be, {@code demo} shows all of it on one
 * machine.
 *
 * <p>This package holds what they share and depends on the JDK only, but for the entry class.
 */
@NullMarked
package dev.keyferry.app;

import org.jspecify.annotations.NullMarked;
