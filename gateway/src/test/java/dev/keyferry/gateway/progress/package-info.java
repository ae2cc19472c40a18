@NullMarked
package dev.keyferry.gateway.progress;

import org.jspecify.annotations.NullMarked;
