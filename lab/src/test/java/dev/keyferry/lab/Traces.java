package dev.keyferry.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be seen of a running lab from outside it.
 *
 * @param processes all that descend from the one that holds the lab
 * @param namespaces those that its processes are in and that process is not, as {@code /proc} names
 *     them
 */
record Traces(List<ProcessHandle> processes, Set<String> namespaces) {

    static Traces of(ProcessHandle holder) {
        List<ProcessHandle> processes = holder.descendants().toList();
        Set<String> namespaces =
                processes.stream()
                        .flatMap(process -> namespaces(process.pid()))
                        .collect(Collectors.toSet());
        namespaces.removeAll(namespaces(holder.pid()).toList());
        return new Traces(processes, namespaces);
    }

    List<Long> charons() {
        return processes.stream()
                .filter(process -> process.info().command().orElse("").endsWith("charon-systemd"))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Whether no process is left, and no process of this machine is in one of the namespaces. */
    boolean areGone() {
        return processes.stream().noneMatch(ProcessHandle::isAlive)
                && ProcessHandle.allProcesses()
                        .flatMap(process -> namespaces(process.pid()))
                        .noneMatch(namespaces::contains);
    }

    /** This machine's own network devices, policy routes and mounts. */
    static List<String> ofTheMachine() throws IOException {
        return List.of(
                Files.readString(Path.of("/proc/net/dev")).replaceAll("[0-9 ]+", " "),
                Files.readString(Path.of("/proc/net/route")),
                Files.readString(Path.of("/proc/self/mountinfo")));
    }

    private static Stream<String> namespaces(long pid) {
        return Stream.of("net", "mnt", "pid", "user")
                .map(kind -> Path.of("/proc", Long.toString(pid), "ns", kind))
                .flatMap(Traces::target);
    }

    private static Stream<String> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            // It ended meanwhile, or belongs to another user.
            return Stream.empty();
        }
    }
}
