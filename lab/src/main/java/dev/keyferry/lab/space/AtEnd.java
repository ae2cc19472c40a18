package dev.keyferry.lab.space;

/**
 * What becomes of a lab's directory, with its logs and settings, when the lab ends in whatever way.
 */
public enum AtEnd {
    KEEP_FILES,
    DELETE_FILES
}
