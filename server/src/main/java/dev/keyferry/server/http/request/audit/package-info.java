/**
 * What queries of the audit ask for. The entry is {@link
 * dev.keyferry.server.http.request.audit.AuditFilter}. Depends on {@code
 * dev.keyferry.server.http.request}.
 */
@NullMarked
package dev.keyferry.server.http.request.audit;

import org.jspecify.annotations.NullMarked;
