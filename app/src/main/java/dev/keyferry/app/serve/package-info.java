/**
 * The server and the gateway in one process; entry {@link dev.keyferry.app.serve.Serving}. The only
 * place that knows both; depends on them and on the settings.
 */
@NullMarked
package dev.keyferry.app.serve;

import org.jspecify.annotations.NullMarked;
