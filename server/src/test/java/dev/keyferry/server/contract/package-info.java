/**
 * Holds what the server answers against its own description, {@code openapi.json}. The entry is
 * {@link dev.keyferry.server.contract.AnswerCheck}. Tests of other modules use it, too. Depends on
 * a validator of JSON schemas and on nothing of the server but that one resource.
 */
@NullMarked
package dev.keyferry.server.contract;

import org.jspecify.annotations.NullMarked;
