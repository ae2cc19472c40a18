package dev.keyferry.vici;

/**
 * Bytes or packets that the protocol does not allow. The text names places and sizes only: in
 * malformed input any byte may belong to a secret.
 */
public final class ViciProtocolError extends ViciException {
    ViciProtocolError(String message) {
        super(message, null);
    }
}
