/**
 * The benchmarks, one class each.
 *
 * <p>Entry class: {@link dev.keyferry.bench.work.Benchmark}, which lists them all.
 *
 * <p>Depends on the product under test, the yardsticks, the report and the lab.
 */
@NullMarked
package dev.keyferry.bench.work;

import org.jspecify.annotations.NullMarked;
