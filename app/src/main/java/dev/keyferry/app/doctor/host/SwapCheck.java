package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.nio.file.Path;
import java.util.List;

/** Whether memory with open keys can come to a disk as swap that is not encrypted. */
public final class SwapCheck implements Check {
    /** Layers of devices below one: a volume of a group on an encrypted disk has two. */
    private static final int MAX_LAYERS = 5;

    private static final String ENCRYPTED = "CRYPT-";
    private static final String DEVICE = "/dev/";

    private final HostFiles host;

    public SwapCheck(HostFiles host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        List<String> open =
                host.text("proc/swaps")
                        .orElse("")
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\\s+", -1)[0])
                        .filter(name -> name.startsWith("/") && !isSafe(name))
                        .toList();
        if (open.isEmpty()) {
            return List.of(Finding.ok(Subject.SWAP, "there is no swap, or it is encrypted"));
        }
        if (isCharonKeptInMemory()) {
            return List.of(
                    Finding.ok(
                            Subject.SWAP, "charon and agent are kept out of swap by their units"));
        }
        return List.of(
                Finding.warn(
                        Subject.SWAP,
                        "memory with keys may come to swap that does not look encrypted: "
                                + String.join(", ", open),
                        "encrypt the swap or switch it off; or write MemorySwapMax=0 into a"
                                + " drop-in of charon's unit, as the agent's has it"));
    }

    private boolean isSafe(String name) {
        return name.startsWith(DEVICE)
                && (name.startsWith(DEVICE + "zram")
                        || isEncrypted(Path.of(name).getFileName().toString(), MAX_LAYERS));
    }

    private boolean isEncrypted(String device, int layers) {
        String block = "sys/class/block/" + device;
        if (host.text(block + "/dm/uuid").orElse("").startsWith(ENCRYPTED)) {
            return true;
        }
        List<Path> below = host.entries(block + "/slaves");
        return layers > 0
                && !below.isEmpty()
                && below.stream()
                        .allMatch(each -> isEncrypted(each.getFileName().toString(), layers - 1));
    }

    private boolean isCharonKeptInMemory() {
        return StrongswanUnitCheck.unit(host)
                .flatMap(unit -> unit.value("MemorySwapMax"))
                .filter("0"::equals)
                .isPresent();
    }
}
