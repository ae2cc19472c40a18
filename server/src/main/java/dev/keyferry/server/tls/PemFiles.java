package dev.keyferry.server.tls;

import java.nio.file.Path;

/**
 * Where a certificate and its key lie, in PEM.
 *
 * @param certificate the server's own first, then those of the authorities between it and the root
 * @param key its private key, not encrypted, for its owner's eyes only
 */
public record PemFiles(Path certificate, Path key) {}
