@NullMarked
package dev.keyferry.gateway;

import org.jspecify.annotations.NullMarked;
