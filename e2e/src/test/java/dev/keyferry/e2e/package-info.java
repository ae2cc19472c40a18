/** Tests that need the whole product: its architecture, its main job, attacks and faults. */
@NullMarked
package dev.keyferry.e2e;

import org.jspecify.annotations.NullMarked;
