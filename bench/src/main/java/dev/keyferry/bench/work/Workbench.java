package dev.keyferry.bench.work;

import dev.keyferry.bench.product.LocalPostgres;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Machine;
import dev.keyferry.lab.charon.Charon;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.space.AtEnd;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.Host;
import dev.keyferry.lab.space.LabNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all benchmarks use: a charon in the lab, directories, accounts that were made once, and a
 * place to say how it goes. Confined to one thread.
 */
public final class Workbench implements AutoCloseable {
    private final LabNetwork network;
    private final Path directory;
    private final Charon charon;
    private final Scale scale;
    private final PrintStream progress;
    private final Map<Integer, Template> templates = new ConcurrentHashMap<>();
    private final AtomicInteger directories = new AtomicInteger();
    private Optional<LocalPostgres> postgres = Optional.empty();

    private Workbench(
            LabNetwork network, Path directory, Charon charon, Scale scale, PrintStream progress) {
        this.network = network;
        this.directory = directory;
        this.charon = charon;
        this.scale = scale;
        this.progress = progress;
    }

    /**
     * Opens the lab.
     *
     * @param directory empty, this user's alone; it is deleted at the end
     * @throws dev.keyferry.lab.space.LabUnavailable if this machine or user may not hold a lab
     */
    public static Workbench open(Path directory, Scale scale, PrintStream progress) {
        LabNetwork network = LabNetwork.open(directory, AtEnd.DELETE_FILES);
        Host host = network.addHost("gateway");
        // charon would log a line for each secret that is loaded: what is measured then is its log.
        CharonOptions quiet = CharonOptions.stock().withLogLevel("default", 0);
        Charon charon = new Charon(host, DataPath.IKE_ONLY, quiet);
        return new Workbench(network, directory, charon, scale, progress);
    }

    public Scale scale() {
        return scale;
    }

    public Machine machine() {
        freshCharon();
        return Machine.here(charon.client().version());
    }

    /** The one charon, as it was left. */
    public Charon charon() {
        return charon;
    }

    /** Starts charon, or starts it again, so that it holds nothing; returns its socket. */
    public Path freshCharon() {
        if (charon.isRunning()) {
            charon.kill();
        }
        charon.start();
        return charon.socket();
    }

    /** An account of so many tunnels without keys, made once and then copied. */
    public Template template(int tunnels) throws InterruptedException {
        Template known = templates.get(tunnels);
        if (known != null) {
            return known;
        }
        say("making an account of %,d tunnels".formatted(tunnels));
        Template made = Template.make(freshDirectory(), tunnels);
        templates.put(tunnels, made);
        return made;
    }

    /** The one PostgreSQL, started when it is first asked for. */
    public LocalPostgres postgres() {
        if (postgres.isEmpty()) {
            postgres = Optional.of(LocalPostgres.start());
        }
        return postgres.get();
    }

    /** A new directory that is this user's alone. */
    public Path freshDirectory() {
        try {
            return Files.createDirectory(
                    directory.resolve("work-" + directories.incrementAndGet()), Template.PRIVATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whoever waits how it goes. */
    public void say(String line) {
        progress.println("  " + line);
    }

    @Override
    public void close() {
        postgres.ifPresent(LocalPostgres::close);
        network.close();
    }
}
