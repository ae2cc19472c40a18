/**
 * What a client sees of a server: whether it answers, what its token may do, where its gateways and
 * keys stand. Depends on {@code api}, and on the server for the description of the API alone.
 */
@NullMarked
package dev.keyferry.app.doctor.server;

import org.jspecify.annotations.NullMarked;
