package dev.keyferry.lab.space;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a lab needs of the machine and does not find.
 *
 * @param missing in the order of finding, empty if a lab can be tried
 */
public record LabRequirements(List<Missing> missing) {

    /**
     * One missing thing.
     *
     * @param what for example {@code the program charon-systemd}
     * @param debianPackage what brings it on Debian, empty if no package does
     * @param hint what to do, one line
     */
    public record Missing(String what, Optional<String> debianPackage, String hint) {}

    /** Where the lab looks for programs, whatever the caller's own path is. */
    static final List<String> SEARCH_PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /** The places that are searched; other ones than this machine's in tests only. */
    record Places(List<String> programs, List<String> plugins, Path tun) {
        static final Places HERE =
                new Places(
                        SEARCH_PATH,
                        List.of(
                                "/usr/lib/ipsec/plugins",
                                "/usr/lib/strongswan/plugins",
                                "/usr/lib64/strongswan/plugins",
                                "/usr/libexec/strongswan/plugins"),
                        Path.of("/dev/net/tun"));
    }

    private record Part(String name, String debianPackage) {}

    private static final List<Part> PROGRAMS =
            List.of(
                    new Part("charon-systemd", "charon-systemd"),
                    new Part("swanctl", "strongswan-swanctl"),
                    new Part("ip", "iproute2"),
                    new Part("ping", "iputils-ping"),
                    new Part("unshare", "util-linux"),
                    new Part("nsenter", "util-linux"),
                    new Part("setsid", "util-linux"),
                    new Part("mount", "mount"));

    private static final List<Part> PLUGINS =
            List.of(
                    new Part("vici", "strongswan-swanctl"),
                    new Part("kernel-netlink", "libstrongswan"),
                    new Part("openssl", "libstrongswan-standard-plugins"),
                    new Part("gcm", "libstrongswan-standard-plugins"),
                    new Part("curve25519", "libstrongswan-extra-plugins"));

    private static final Part ESP_PLUGIN = new Part("kernel-libipsec", "libcharon-extra-plugins");

    public LabRequirements {
        missing = List.copyOf(missing);
    }

    /**
     * Looks for programs, strongSwan's plugins and, for ESP, a TUN device that this user can open.
     * Whether user namespaces are allowed shows only when a lab is opened.
     */
    public static LabRequirements check(DataPath dataPath) {
        return check(dataPath, Places.HERE);
    }

    static LabRequirements check(DataPath dataPath, Places places) {
        List<Missing> missing = new ArrayList<>();
        for (Part program : PROGRAMS) {
            if (isNowhere(places.programs(), program.name())) {
                missing.add(absent("the program " + program.name(), program));
            }
        }
        List<Part> plugins = new ArrayList<>(PLUGINS);
        if (dataPath == DataPath.ESP) {
            plugins.add(ESP_PLUGIN);
        }
        for (Part plugin : plugins) {
            if (isNowhere(places.plugins(), "libstrongswan-" + plugin.name() + ".so")) {
                missing.add(absent("strongSwan's plugin " + plugin.name(), plugin));
            }
        }
        if (dataPath == DataPath.ESP) {
            missingTun(places.tun()).ifPresent(missing::add);
        }
        return new LabRequirements(missing);
    }

    /** Looks for the C compiler, which a modified client takes, and nothing else in a lab. */
    public static LabRequirements checkCompiler() {
        Part compiler = new Part("cc", "gcc");
        return new LabRequirements(
                isNowhere(SEARCH_PATH, compiler.name())
                        ? List.of(absent("the program cc", compiler))
                        : List.of());
    }

    public boolean areMet() {
        return missing.isEmpty();
    }

    /**
     * The Debian packages that bring what is missing, sorted; what no package brings is not among
     * it.
     */
    public Set<String> debianPackages() {
        return missing.stream()
                .flatMap(part -> part.debianPackage().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One line for each missing thing, and one with the command that installs the packages. */
    public String explained() {
        Stream<String> lines = missing.stream().map(part -> part.what() + ": " + part.hint());
        Set<String> packages = debianPackages();
        Stream<String> install =
                packages.isEmpty()
                        ? Stream.empty()
                        : Stream.of(
                                "apt-get install --no-install-recommends "
                                        + String.join(" ", packages));
        return Stream.concat(lines, install).collect(Collectors.joining("\n"));
    }

    /** Missing is the right to make namespaces; the refusal is what unshare(1) said. */
    static LabRequirements withoutNamespaces(String refusal) {
        String hint =
                "allow user namespaces (sysctl user.max_user_namespaces above 0, and where they exist"
                        + " kernel.unprivileged_userns_clone=1 and"
                        + " kernel.apparmor_restrict_unprivileged_userns=0),"
                        + " or run as root; a container must be a privileged one";
        String what = "the right to make namespaces (" + refusal + ")";
        return new LabRequirements(List.of(new Missing(what, Optional.empty(), hint)));
    }

    private static boolean isNowhere(List<String> directories, String file) {
        return directories.stream().noneMatch(directory -> Files.exists(Path.of(directory, file)));
    }

    private static Missing absent(String what, Part part) {
        return new Missing(
                what,
                Optional.of(part.debianPackage()),
                "install the package " + part.debianPackage());
    }

    private static Optional<Missing> missingTun(Path tun) {
        if (Files.notExists(tun)) {
            String hint =
                    "load the kernel module tun, or give the container the device; IKE alone works without";
            return Optional.of(new Missing(tun + " (there is none)", Optional.empty(), hint));
        }
        try (FileChannel device =
                FileChannel.open(tun, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return device.isOpen() ? Optional.empty() : Optional.of(closedTun(tun));
        } catch (IOException e) {
            return Optional.of(closedTun(tun));
        }
    }

    private static Missing closedTun(Path tun) {
        String hint =
                "let this user open it (as root: chmod 0666 "
                        + tun
                        + "), or run as root; IKE alone works without";
        return new Missing(tun + " (this user cannot open it)", Optional.empty(), hint);
    }
}
