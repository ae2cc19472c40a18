@NullMarked
package dev.keyferry.gateway.reauth;

import org.jspecify.annotations.NullMarked;
