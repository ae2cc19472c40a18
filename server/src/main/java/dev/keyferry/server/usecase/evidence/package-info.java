/**
 * Keeps and shows what gateways saw of peers. The entries are {@link
 * dev.keyferry.server.usecase.evidence.KeepEvidence} and {@link
 * dev.keyferry.server.usecase.evidence.ListAttempts}. Depends on the domain and the ports.
 */
@NullMarked
package dev.keyferry.server.usecase.evidence;

import org.jspecify.annotations.NullMarked;
