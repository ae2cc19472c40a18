/**
 * What the pages of edges and gateways show. Depends on {@code dev.keyferry.server.console.view}
 * and on the domain; one view alone has an enrolment token, the one time that it is shown.
 */
@NullMarked
package dev.keyferry.server.console.view.gateways;

import org.jspecify.annotations.NullMarked;
