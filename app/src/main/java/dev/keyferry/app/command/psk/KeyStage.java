package dev.keyferry.app.command.psk;

/** By what keys are narrowed, in the API's words. */
public enum KeyStage {
    unserved,
    stored,
    partial,
    loaded,
    proven,
    rejected
}
