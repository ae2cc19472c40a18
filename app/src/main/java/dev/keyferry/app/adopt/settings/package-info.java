/**
 * What stands in {@code swanctl.conf} of connections and secrets; entry {@link
 * dev.keyferry.app.adopt.settings.SwanctlFiles}. Grammar and inheritance are those of strongSwan's
 * libstrongswan/settings. Depends on {@code adopt} and {@code adopt.source}.
 */
@NullMarked
package dev.keyferry.app.adopt.settings;

import org.jspecify.annotations.NullMarked;
