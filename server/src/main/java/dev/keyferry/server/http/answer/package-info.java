/**
 * What goes out: the public envelope, its error codes and the shapes of results, written as a
 * stream. The entry is {@link dev.keyferry.server.http.answer.Envelope}. Depends on the use cases'
 * answers, on Jackson's streaming core and on the servlet API.
 */
@NullMarked
package dev.keyferry.server.http.answer;

import org.jspecify.annotations.NullMarked;
