@NullMarked
package dev.keyferry.gateway.secrets;

import org.jspecify.annotations.NullMarked;
