/**
 * What a host of a server or a gateway shows of itself in files: who may read which, what a crash
 * or a full memory writes to disks, what its units do. Each check reads below a root, which is
 * {@code /} on a real host. Depends on the JDK, and on {@code feed.directory} for what marks a
 * directory as ours.
 */
@NullMarked
package dev.keyferry.app.doctor.host;

import org.jspecify.annotations.NullMarked;
