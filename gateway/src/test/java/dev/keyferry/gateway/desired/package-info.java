@NullMarked
package dev.keyferry.gateway.desired;

import org.jspecify.annotations.NullMarked;
