package dev.keyferry.app.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Every key that the configuration file may have, as {@code docs/configuration.md} lists it. */
public enum Setting {
    IKE_DOMAIN("ike.domain", "\"ipsec.keyferry.internal\""),
    GATEWAY_ACCEPT_UNSAFE("gateway.accept-unsafe", "[]"),
    GATEWAY_ON_UNSAFE("gateway.on-unsafe", "\"unload\""),
    GATEWAY_CHARON_UID("gateway.charon-uid", "none"),
    LIMITS_REQUESTS("limits.requests", "none"),
    LIMITS_WINDOW("limits.window", "300"),
    TLS_LISTEN("tls.listen", "none"),
    TLS_CERTIFICATE("tls.certificate", "none"),
    TLS_KEY("tls.key", "none"),
    TLS_NAMES("tls.names", "none"),
    STORE_URL("store.url", "none"),
    STORE_USER("store.user", "none"),
    STORE_PASSWORD_FILE("store.password-file", "none"),
    STORE_CA_FILE("store.ca-file", "none"),
    STORE_READERS("store.readers", "4"),
    STORE_TIMEOUT("store.timeout", "10"),
    SHUTDOWN_UNREADY("shutdown.unready", "0"),
    LOG_FORMAT("log.format", "\"text\"");

    /** Those that {@code keyferry agent} has. */
    static final Set<Setting> OF_AGENT =
            Set.of(GATEWAY_ACCEPT_UNSAFE, GATEWAY_ON_UNSAFE, GATEWAY_CHARON_UID, LOG_FORMAT);

    private final String key;
    private final String byDefault;

    Setting(String key, String byDefault) {
        this.key = key;
        this.byDefault = byDefault;
    }

    public String key() {
        return key;
    }

    /** The value that holds where the file does not name the key, as TOML. */
    public String byDefault() {
        return byDefault;
    }

    static Optional<Setting> named(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }
}
