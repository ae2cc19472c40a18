package dev.keyferry.server.keyfile;

/** One entry of a file of keys, as it was read. */
sealed interface FileLine permits KeyLine, RefusedLine {
    /** Its number among the entries of the file, from 1. */
    int entry();

    /** The line on which it begins, from 1; in JSON several entries may have the same. */
    int line();
}
