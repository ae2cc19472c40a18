/**
 * A private space on this machine: network namespaces that act as hosts, and the processes in them.
 *
 * <p>Entry class: {@link dev.keyferry.lab.space.LabNetwork}. One child process, {@link
 * dev.keyferry.lab.space.LabShell}, is process 1 of a process namespace of its own. It takes
 * commands on its standard input, so it ends when this JVM ends in whatever way, and the kernel
 * then ends everything in it.
 *
 * <p>Depends on the JDK alone.
 */
@NullMarked
package dev.keyferry.lab.space;

import org.jspecify.annotations.NullMarked;
