package dev.keyferry.app.command;

import picocli.CommandLine.Command;

/** The words before the verbs. Alone they do nothing, and picocli asks for a verb. */
final class Groups {
    private Groups() {}

    @Command(name = "account", description = "Accounts, each with tunnels of its own.")
    static final class Account {}

    @Command(name = "tunnel", description = "IPsec tunnels.")
    static final class Tunnel {}

    @Command(name = "psk", description = "Pre-shared keys of tunnels.")
    static final class Psk {}

    @Command(name = "edge-key", description = "Keys of edges, in files.")
    static final class EdgeKey {}

    @Command(name = "edge", description = "Edges: sets of gateways that end the same addresses.")
    static final class Edge {}

    @Command(
            name = "recover",
            description = "A database that was restored from a backup, and secrets that are lost.")
    static final class Recover {}

    @Command(
            name = "audit",
            description = "Who did what, and whether that is still what was written.")
    static final class Audit {}

    @Command(name = "token", description = "Tokens by which the API is called.")
    static final class Token {}

    @Command(name = "gateway", description = "Gateways on hosts of their own.")
    static final class Gateway {}
}
