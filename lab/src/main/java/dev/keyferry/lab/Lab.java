package dev.keyferry.lab;

import dev.keyferry.lab.charon.Charon;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.space.AtEnd;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.Host;
import dev.keyferry.lab.space.LabFailure;
import dev.keyferry.lab.space.LabNetwork;
import dev.keyferry.lab.space.LabRequirements;
import dev.keyferry.lab.space.LabUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Gateways and routers with real charons, on a network of their own. Thread-safe; its parts say for
 * themselves.
 *
 * <p>No process, namespace, device or mount of it outlives this object or this JVM.
 */
public final class Lab implements AutoCloseable {
    private final LabNetwork network;
    private final DataPath dataPath;

    /**
     * Opens a lab whose files are in a directory for temporary files, and go with it.
     *
     * @throws LabUnavailable with everything that is missing on this machine
     */
    public static Lab open(DataPath dataPath) {
        require(dataPath);
        Path directory = temporaryDirectory();
        try {
            return new Lab(LabNetwork.open(directory, AtEnd.DELETE_FILES), dataPath);
        } catch (LabUnavailable | LabFailure e) {
            delete(directory);
            throw e;
        }
    }

    /**
     * Opens a lab whose files, logs above all, stay when it ends.
     *
     * @param directory exists and belongs to this user; a short path, for it holds unix sockets
     * @throws LabUnavailable with everything that is missing on this machine
     */
    public static Lab open(DataPath dataPath, Path directory) {
        require(dataPath);
        return new Lab(LabNetwork.open(directory.toAbsolutePath(), AtEnd.KEEP_FILES), dataPath);
    }

    /** Adds a host with a running charon that has no connections and no secrets yet. */
    public Gateway addGateway(String name) {
        return addGateway(name, CharonOptions.stock());
    }

    public Gateway addGateway(String name, CharonOptions options) {
        Host host = network.addHost(name);
        return new Gateway(host, started(host, options), dataPath);
    }

    /**
     * Adds a customer's router with a running charon that has no connections and no secrets yet.
     */
    public Router addRouter(String name, CharonOptions options) {
        Host host = network.addHost(name);
        return new Router(host, started(host, options));
    }

    /** Ends everything in the lab; it is gone when this returns. */
    @Override
    public void close() {
        network.close();
    }

    private Lab(LabNetwork network, DataPath dataPath) {
        this.network = network;
        this.dataPath = dataPath;
    }

    private Charon started(Host host, CharonOptions options) {
        Charon charon = new Charon(host, dataPath, options);
        charon.start();
        return charon;
    }

    private static void require(DataPath dataPath) {
        LabRequirements requirements = LabRequirements.check(dataPath);
        if (!requirements.areMet()) {
            throw new LabUnavailable(requirements);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("lab-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
