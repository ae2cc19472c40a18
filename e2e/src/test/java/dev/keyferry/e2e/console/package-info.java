/** The console in a real browser, one test for each thing that people do there. */
@NullMarked
package dev.keyferry.e2e.console;

import org.jspecify.annotations.NullMarked;
