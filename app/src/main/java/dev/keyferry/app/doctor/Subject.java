package dev.keyferry.app.doctor;

import java.util.Locale;

/** What can be looked at, in the order of a report. Names stand for good: scripts read them. */
public enum Subject {
    SERVER,
    SERVER_CERTIFICATE,
    SERVER_CLOCK,
    SERVER_VERSION,
    TOKEN,
    GATEWAYS,
    KEYS,
    FILES,
    CERTIFICATE_FILES,
    DISK,
    CHARON,
    CHARON_VERSION,
    CONNECTIONS,
    SECRETS,
    UNUSED_KEYS,
    LOG_LEVELS,
    SWANCTL_FILES,
    SECRET_OWNERS,
    STRONGSWAN_UNIT,
    SWAP,
    CORE_DUMPS,
    CLOCK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
