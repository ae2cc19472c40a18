@NullMarked
package dev.keyferry.gateway.watch;

import org.jspecify.annotations.NullMarked;
