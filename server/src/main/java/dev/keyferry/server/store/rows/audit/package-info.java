/**
 * The rows of the audit: one for each request, chained by hashes, and what each request did. The
 * entry for writing is {@link dev.keyferry.server.store.rows.audit.AuditEntry}. Depends on {@code
 * dev.keyferry.server.store.rows}, {@code dev.keyferry.server.store.rows.recall}, the domain and
 * the ports.
 */
@NullMarked
package dev.keyferry.server.store.rows.audit;

import org.jspecify.annotations.NullMarked;
