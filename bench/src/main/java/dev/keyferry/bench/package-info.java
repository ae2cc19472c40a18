/**
 * Benchmarks of the whole product, as ratios within one run.
 *
 * <p>Entry class: {@link dev.keyferry.bench.KeyferryBench}.
 *
 * <p>May depend on everything; nothing depends on it.
 */
@NullMarked
package dev.keyferry.bench;

import org.jspecify.annotations.NullMarked;
