@NullMarked
package dev.keyferry.vici;

import org.jspecify.annotations.NullMarked;
