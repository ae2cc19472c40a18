/**
 * Holds the VICI client against real charons: every command used, and what a stop does to order.
 */
@NullMarked
package dev.keyferry.lab.vici;

import org.jspecify.annotations.NullMarked;
