/**
 * The API's description and the page that shows it, both made from one resource, {@code
 * openapi.json}. The entry is {@link dev.keyferry.server.http.document.DocumentHandler}. Depends on
 * Javalin's context and a JSON parser.
 */
@NullMarked
package dev.keyferry.server.http.document;

import org.jspecify.annotations.NullMarked;
