package dev.keyferry.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param load the load average of the last minute: above half the cores others were at work, and
 *     the figures are worth little
 */
public record Machine(
        int cores, String processor, String kernel, String jdk, String strongSwan, double load) {

    /** This machine, with the version that charon itself gives. */
    public static Machine here(String strongSwan) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                strongSwan,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    @Override
    public String toString() {
        return "%d cores, %s, Linux %s, JDK %s, strongSwan %s, load average before %.1f"
                .formatted(cores, processor, kernel, jdk, strongSwan, load);
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
