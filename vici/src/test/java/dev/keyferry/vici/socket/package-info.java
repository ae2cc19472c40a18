@NullMarked
package dev.keyferry.vici.socket;

import org.jspecify.annotations.NullMarked;
