package dev.keyferry.app.demo;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machines of the demo and the server beside the gateway.
 *
 * @param data the server's data directory
 * @param serveLog what the server logs
 * @param branchA a customer's router
 * @param branchB another customer's router
 * @param ownSite a router of the gateway's operator, which Keyferry knows nothing of
 */
record Scene(
        Path data,
        Path serveLog,
        Gateway gateway,
        Router branchA,
        Router branchB,
        Router ownSite,
        ApiClient api) {
    /** The directory of the hosts' files, the first thing that is made. */
    static final String LAB = "lab";

    /**
     * Starts everything.
     *
     * @param directory a private one; all files of the demo go there
     * @param resources gets what is to be ended, also where not all of it starts
     */
    static Scene open(Path directory, Resources resources) throws InterruptedException {
        Path lab = directory.resolve(LAB);
        Path data = directory.resolve("data");
        Path log = directory.resolve("serve.log");
        try {
            Files.createDirectory(lab);
            Lab hosts = Lab.open(DataPath.ESP, lab);
            resources.add(hosts::close);
            Gateway gateway = hosts.addGateway("gateway");
            Router branchA = hosts.addRouter("branch-a", CharonOptions.stock());
            Router branchB = hosts.addRouter("branch-b", CharonOptions.stock());
            Router ownSite = hosts.addRouter("own-site", CharonOptions.stock());
            ServeProcess serve = ServeProcess.start(data, gateway.socket(), log);
            resources.add(serve::stop);
            ApiClient api =
                    new ApiClient(
                            new ApiAddress(
                                    serve.api(),
                                    Files.readString(data.resolve("admin.token")).strip()));
            resources.add(api::close);
            return new Scene(data, log, gateway, branchA, branchB, ownSite, api);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path tokenFile() {
        return data.resolve("admin.token");
    }
}
