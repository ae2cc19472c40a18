/**
 * A client of VICI, the control protocol of strongSwan's daemon charon.
 *
 * <p>Entry classes: {@link dev.keyferry.vici.ViciSession} for commands, {@link
 * dev.keyferry.vici.ViciEvents} for events, {@link dev.keyferry.vici.ViciMessage} for what both
 * carry. The package depends on the JDK and on {@link dev.keyferry.vici.socket} alone.
 *
 * <h2>The protocol</h2>
 *
 * <p>A unix stream socket carries frames: four bytes of length, then a packet of at most 524,288
 * bytes. A packet is a type byte, for some types a name, for some a message. The client sends
 * command requests and event registrations; the daemon answers each with one packet, and sends
 * events whenever they happen. A message is a tree of named values, lists and sections.
 *
 * <p><b>Order is all there is.</b> Packets have no number. The daemon takes the requests of one
 * connection one after the other and answers in that order, so the n-th answer belongs to the n-th
 * request. A client that stops waiting for an answer and forgets it gives it to the next request.
 * Here a request stays in line until it is answered, whatever its caller does.
 *
 * <p><b>Some requests are never answered.</b> An empty frame, a packet of unknown type, and a
 * command whose reply would exceed a frame (a long {@code get-shared}) get nothing, and every later
 * answer is off by one. The first two are never sent here; for the lists that can grow so long, a
 * reply of the wrong shape ends the session. Ask for them only where the reply will fit.
 *
 * <p><b>A deadline means unknown.</b> A daemon that was stopped goes on with what was written to
 * its socket, even after the connection was closed, and may do so after the requests of a newer
 * connection. So a session outlives its callers' deadlines, and whoever owns it keeps these rules:
 *
 * <ul>
 *   <li>Use one session for all that must keep an order. A second gives no more speed: charon takes
 *       one lock for its secrets.
 *   <li>Send newer requests over another connection only once {@link
 *       dev.keyferry.vici.ViciSession#unanswered} of the living session was zero.
 *   <li>After a session ended with requests unanswered, they may still run. Connect anew, wait
 *       until the daemon answers steadily, then send all that matters again.
 *   <li>Check the far side: {@link dev.keyferry.vici.ViciSession#peerUid}. Whoever may write to the
 *       socket controls the daemon, and whoever listens on it learns the keys.
 * </ul>
 *
 * <p>A stopped daemon accepts connections and about 12 kB of requests, then writing blocks. It
 * blocks the session's writing thread alone; callers get their deadline's answer.
 *
 * <p>Source: the README of strongSwan's vici plugin, and measurements of strongSwan 5.9.8.
 */
@NullMarked
package dev.keyferry.vici;

import org.jspecify.annotations.NullMarked;
