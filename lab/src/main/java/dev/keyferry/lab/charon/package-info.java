/**
 * strongSwan's charon on a host of the lab: started, stopped, hung, killed and asked.
 *
 * <p>Entry class: {@link dev.keyferry.lab.charon.Charon}.
 *
 * <p>Depends on the lab's space and on the VICI client.
 */
@NullMarked
package dev.keyferry.lab.charon;

import org.jspecify.annotations.NullMarked;
