@NullMarked
package dev.keyferry.gateway.proof;

import org.jspecify.annotations.NullMarked;
