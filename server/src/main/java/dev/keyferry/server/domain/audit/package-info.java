/**
 * What the audit tells of requests. The entry is {@link
 * dev.keyferry.server.domain.audit.AuditRecord}. Depends on {@code java.*} and on identifiers.
 */
@NullMarked
package dev.keyferry.server.domain.audit;

import org.jspecify.annotations.NullMarked;
