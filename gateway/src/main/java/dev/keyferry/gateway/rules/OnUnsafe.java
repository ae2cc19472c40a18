package dev.keyferry.gateway.rules;

/** What happens to keys that are loaded when a connection is found to be unsafe. */
public enum OnUnsafe {
    /** They are unloaded; live SAs go on. */
    UNLOAD,
    /** They stay, nothing new is loaded, and it is reported all the same. */
    REPORT
}
