/**
 * What a benchmark says: figures, their targets, the machine, and the table of all.
 *
 * <p>Entry class: {@link dev.keyferry.bench.report.Table}.
 *
 * <p>Depends on the JDK and on HdrHistogram.
 */
@NullMarked
package dev.keyferry.bench.report;

import org.jspecify.annotations.NullMarked;
