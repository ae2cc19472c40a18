package dev.keyferry.app;

import dev.keyferry.app.command.KeyferryCommand;

/** The entry of the command {@code keyferry}. */
public final class Keyferry {
    private Keyferry() {}

    public static void main(String[] arguments) {
        System.exit(KeyferryCommand.run(System.getenv(), arguments));
    }
}
