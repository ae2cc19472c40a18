/**
 * What monitoring asks for, in the text format of Prometheus. Begins at {@link
 * dev.keyferry.server.http.metrics.MetricsHandler}. Depends on use cases and on the operations'
 * names.
 */
@NullMarked
package dev.keyferry.server.http.metrics;

import org.jspecify.annotations.NullMarked;
