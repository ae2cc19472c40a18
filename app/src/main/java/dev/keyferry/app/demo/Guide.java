package dev.keyferry.app.demo;

import dev.keyferry.lab.space.Host;
import java.io.PrintStream;
import java.util.List;

/** How to reach the parts of a demo that was left running. */
record Guide(Scene scene) {
    void print(PrintStream out) {
        out.println("     all of it runs until you press Ctrl-C. The API:");
        out.println("       export KEYFERRY_URL=" + scene.api().base());
        out.println("       export KEYFERRY_TOKEN_FILE=" + scene.tokenFile());
        out.println("       ./keyferry tunnel list");
        out.println("     a shell on each host:");
        for (Host host :
                List.of(
                        scene.gateway().host(),
                        scene.branchA().host(),
                        scene.branchB().host(),
                        scene.ownSite().host())) {
            out.println("       " + host.name() + ": " + host.shellCommand());
        }
        out.println("     what the gateway's charon holds:");
        out.println("       swanctl --list-sas --uri unix://" + scene.gateway().socket());
    }
}
