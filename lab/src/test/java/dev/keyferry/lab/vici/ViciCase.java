package dev.keyferry.lab.vici;

import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the client share: a gateway with a real charon, and a session to it. */
abstract class ViciCase {
    static final Duration DEADLINE = Duration.ofSeconds(20);

    Lab lab;
    Gateway gateway;
    ViciSession session;
    Secrets secrets;

    @BeforeEach
    void openSession() {
        lab = Lab.open(DataPath.IKE_ONLY);
        gateway = lab.addGateway("gw");
        session = ViciSession.connect(gateway.socket(), DEADLINE);
        secrets = new Secrets(session);
    }

    @AfterEach
    void closeSession() {
        session.close();
        lab.close();
    }
}
