/**
 * Who else is there: the gateways that are served, and the other servers of a deployment. Depends
 * on the ports and on the domain.
 */
@NullMarked
package dev.keyferry.server.delivery.fleet;

import org.jspecify.annotations.NullMarked;
