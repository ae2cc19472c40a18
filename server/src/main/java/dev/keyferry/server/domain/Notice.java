package dev.keyferry.server.domain;

import java.util.Optional;

/**
 * Something that a caller is told beside the result: never a reason for failure, and never with a
 * key in it.
 *
 * @param pointer JSON pointer (RFC 6901) into the request's body
 */
public record Notice(Code code, String text, Optional<String> pointer) {
    /** The closed list of notices, with the integers that stand in answers. */
    public enum Code {
        WEAK_KEY(19101),
        SHARED_KEY(19102),
        KEY_PREFIX(19103),
        KEY_BLANK_AT_END(19104),
        KEY_NOT_PRINTABLE(19105),
        KEY_REFUSED_BY_ROUTERS(19106),
        FINDINGS_LEFT_OUT(19107),
        GATEWAY_SILENT(19201),
        GATEWAY_BEHIND(19202),
        GATEWAY_REFUSES(19203),
        TUNNEL_REFUSED(19204),
        UNSERVED(19205),
        SUPERSEDED(19206),
        GATEWAY_REMARK(19207),
        REPEATED(19208),
        NOT_PROVEN(19209);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }
}
