package dev.keyferry.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.LabUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program of its own that holds a lab with one tunnel until its standard input ends. Arguments:
 * the data path and, for a lab whose files stay, its directory. It prints {@code up with N of N
 * answers} or why not.
 */
final class LabHolder {
    private static final int PINGS = 5;

    public static void main(String[] args) throws IOException {
        DataPath dataPath = DataPath.valueOf(args[0]);
        try (Lab lab =
                args.length > 1 ? Lab.open(dataPath, Path.of(args[1])) : Lab.open(dataPath)) {
            System.out.println(tunnelUp(lab, dataPath));
            // Held until the parent says otherwise.
            while (System.in.read() >= 0) {}
        } catch (LabUnavailable e) {
            System.out.println(e.getMessage());
        }
    }

    private static String tunnelUp(Lab lab, DataPath dataPath) {
        Gateway gateway = lab.addGateway("gw");
        Router router = lab.addRouter("router", CharonOptions.stock());
        LabTunnel tunnel =
                LabTunnel.between(gateway, router, IkeId.fqdn("gw.example"), IkeId.keyId("1_a"));
        byte[] key = "a key of the test".getBytes(UTF_8);
        gateway.load(tunnel);
        gateway.charon().client().loadSecret("k", key, List.of(tunnel.routerId()));
        router.load(tunnel, key);
        if (!router.initiate(tunnel, Duration.ofSeconds(5)).isUp() || !router.isUp(tunnel)) {
            return "not up";
        }
        if (dataPath == DataPath.IKE_ONLY) {
            return "up";
        }
        int received = router.ping(tunnel, PINGS, Duration.ofMillis(10)).received();
        return "up with " + received + " of " + PINGS + " answers";
    }

    private LabHolder() {}
}
