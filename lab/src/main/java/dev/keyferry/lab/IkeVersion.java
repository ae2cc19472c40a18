package dev.keyferry.lab;

/** Which IKE a connection speaks; the values are those of {@code version} in swanctl.conf(5). */
public enum IkeVersion {
    /** Both, the default of swanctl.conf(5): a gateway answers what it is asked in. */
    ANY("0"),
    V1("1"),
    V2("2");

    private final String setting;

    IkeVersion(String setting) {
        this.setting = setting;
    }

    String setting() {
        return setting;
    }
}
