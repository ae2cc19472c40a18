@NullMarked
package dev.keyferry.gateway.charon;

import org.jspecify.annotations.NullMarked;
