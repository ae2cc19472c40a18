/**
 * Failures of our own code, and how a log may show them. The entry is {@link
 * dev.keyferry.server.defect.Defect}. Depends on nothing; every adapter may name it.
 */
@NullMarked
package dev.keyferry.server.defect;

import org.jspecify.annotations.NullMarked;
