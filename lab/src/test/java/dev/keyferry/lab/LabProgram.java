package dev.keyferry.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyferry.vici.ViciSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link LabHolder} in a JVM of its own, on a machine or for a user that is short of something. */
final class LabProgram {
    /** What the program finds as {@code /dev/net/tun}. */
    enum Tun {
        OPEN("mount -t tmpfs none /dev/net && mknod -m 0666 /dev/net/tun c 10 200"),
        // Who is not root outside may make no devices, and opens no directory for writing either.
        CLOSED(
                "mount -t tmpfs none /dev/net"
                        + " && { mknod -m 0600 /dev/net/tun c 10 200 2>/dev/null || mkdir /dev/net/tun; }"),
        ABSENT("mount -t tmpfs none /dev/net");

        private final String setUp;

        Tun(String setUp) {
            this.setUp = setUp;
        }
    }

    private static final String ORDINARY_USER = "65534";
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path classes;
    private final Path home;
    private final List<String> prefix = new ArrayList<>();

    /** The directory is made readable for every user, with a copy of the classes in it. */
    LabProgram(Path directory) throws IOException {
        this.home = Files.createDirectory(directory.resolve("home"));
        this.classes = Files.createDirectory(directory.resolve("classes"));
        for (Class<?> part : List.of(Lab.class, LabHolder.class, ViciSession.class)) {
            run("cp", "-r", source(part), classes.toString());
        }
        run("chmod", "-R", "a+rX", directory.toString());
    }

    LabProgram with(Tun tun) {
        if (IS_ROOT || tun != Tun.OPEN) {
            List<String> namespaces =
                    IS_ROOT
                            ? List.of("unshare", "--mount")
                            : List.of("unshare", "--user", "--map-root-user", "--mount");
            prefix.addAll(namespaces);
            script(tun.setUp);
        }
        return this;
    }

    /** Has it run as an ordinary user; where the tests are run by one already, as that one. */
    LabProgram asOrdinaryUser() throws IOException {
        if (IS_ROOT) {
            run("chown", ORDINARY_USER + ":" + ORDINARY_USER, home.toString());
            prefix.addAll(List.of("setpriv", "--reuid=" + ORDINARY_USER));
            prefix.addAll(List.of("--regid=" + ORDINARY_USER, "--clear-groups"));
        }
        return this;
    }

    /** Has it run as root where no user namespace can be made. */
    LabProgram withoutUserNamespaces() {
        prefix.addAll(List.of("unshare", "--user", "--map-root-user"));
        script("echo 0 >/proc/sys/user/max_user_namespaces");
        return this;
    }

    LabProgram withoutCapabilities() {
        prefix.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        return this;
    }

    Path home() {
        return home;
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + home));
        command.addAll(List.of("-cp", classPath(), LabHolder.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The next line that the program says; empty at its end. */
    static String line(Process program) throws IOException {
        BufferedReader output = program.inputReader(UTF_8);
        String line = output.readLine();
        return line == null ? "" : line;
    }

    private void script(String setUp) {
        prefix.addAll(List.of("sh", "-c", setUp + " && exec \"$@\"", "sh"));
    }

    private String classPath() {
        return String.join(":", classes + "/classes", classes + "/test-classes", classes + "/*");
    }

    private static String source(Class<?> part) {
        try {
            return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IOException("exit code " + exit + ": " + List.of(command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
