@NullMarked
package dev.keyferry.gateway.rules;

import org.jspecify.annotations.NullMarked;
