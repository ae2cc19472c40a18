@NullMarked
package dev.keyferry.gateway.remote;

import org.jspecify.annotations.NullMarked;
