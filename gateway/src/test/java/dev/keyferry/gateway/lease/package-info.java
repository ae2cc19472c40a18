@NullMarked
package dev.keyferry.gateway.lease;

import org.jspecify.annotations.NullMarked;
