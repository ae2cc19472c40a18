/**
 * A gateway as a process of its own; entry {@link dev.keyferry.app.agent.RemoteAgent}. Depends on
 * the gateway and on the settings, never on the server.
 */
@NullMarked
package dev.keyferry.app.agent;

import org.jspecify.annotations.NullMarked;
