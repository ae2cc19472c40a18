package dev.keyferry.app.settings;

/** What a gateway does with its secrets where a connection is found unsafe later. */
public enum OnUnsafe {
    UNLOAD,
    REPORT
}
