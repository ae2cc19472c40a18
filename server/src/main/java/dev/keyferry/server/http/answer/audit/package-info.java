/**
 * How records of the audit are shown. The entry is {@link
 * dev.keyferry.server.http.answer.audit.AuditJson}. Depends on {@code
 * dev.keyferry.server.http.answer} and on what it shows.
 */
@NullMarked
package dev.keyferry.server.http.answer.audit;

import org.jspecify.annotations.NullMarked;
