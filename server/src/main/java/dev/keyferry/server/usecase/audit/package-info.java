/**
 * Shows who did what. The entry is {@link dev.keyferry.server.usecase.audit.ReadAudit}. Depends on
 * the domain and the ports.
 */
@NullMarked
package dev.keyferry.server.usecase.audit;

import org.jspecify.annotations.NullMarked;
