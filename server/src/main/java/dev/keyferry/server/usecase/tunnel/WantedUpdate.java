package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.server.usecase.keys.KeyFindings.Pointed;
import java.util.Optional;

/** An update with its key as far as that is judged without the store. */
record WantedUpdate(TunnelUpdate update, Optional<Pointed> key) {
    String pointer() {
        return update.pointer();
    }
}
