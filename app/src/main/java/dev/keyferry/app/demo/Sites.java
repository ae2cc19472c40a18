package dev.keyferry.app.demo;

/** The two customers' sites and who sets their keys. */
record Sites(Administrator administrator, Site a, Site b) {
    static Sites create(Scene scene) {
        Administrator administrator = Administrator.withNewAccount(scene.api());
        return new Sites(
                administrator,
                administrator.addSite(scene.branchA(), scene.gateway(), "10.252.0.0/31"),
                administrator.addSite(scene.branchB(), scene.gateway(), "10.252.0.2/31"));
    }
}
