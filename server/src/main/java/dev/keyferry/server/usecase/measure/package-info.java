/**
 * What can be measured of a server, for its operators' monitoring. Begins at {@link
 * dev.keyferry.server.usecase.measure.MeasureServer}. Depends on ports and domain.
 */
@NullMarked
package dev.keyferry.server.usecase.measure;

import org.jspecify.annotations.NullMarked;
