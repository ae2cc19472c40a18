package dev.keyferry.server.usecase.refusal;

import dev.keyferry.server.domain.address.AddressLiteral;
import java.net.InetAddress;
import java.time.Duration;

/**
 * The whole request is refused and nothing was changed. The message is safe to show: it never
 * quotes a key or a token.
 */
public abstract sealed class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    private Refusal(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The integer that stands in the answer. */
    public int code() {
        return code;
    }

    /** The text that stands in the answer. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** The request itself is wrong. */
    public static final class Invalid extends Refusal {
        private static final long serialVersionUID = 1;

        private final String pointer;

        /**
         * @param pointer JSON pointer (RFC 6901) to what is wrong in the body; empty for the body
         *     as a whole
         * @param sentence what is wrong; the answer begins with words of its own
         */
        public Invalid(String pointer, String sentence) {
            super(1022, sentence);
            this.pointer = pointer;
        }

        public String pointer() {
            return pointer;
        }
    }

    /** There is no such account. */
    public static final class AccountNotFound extends Refusal {
        private static final long serialVersionUID = 1;

        public AccountNotFound() {
            super(7003, "No account has this id");
        }
    }

    /** The account has no such tunnel. */
    public static final class TunnelNotFound extends Refusal {
        private static final long serialVersionUID = 1;

        private final String pointer;

        /** The path names it. */
        public TunnelNotFound() {
            this("");
        }

        /**
         * The body names it.
         *
         * @param pointer JSON pointer (RFC 6901) to its id
         */
        public TunnelNotFound(String pointer) {
            super(1032, "IPsec tunnel not found");
            this.pointer = pointer;
        }

        /** Where the body names it; empty if the path does. */
        public String pointer() {
            return pointer;
        }
    }

    /** It does not go together with what was done before; to try again does not help. */
    public static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1;

        private final String pointer;

        public Conflict(String sentence) {
            this("", sentence);
        }

        /**
         * One part of the body is in the way.
         *
         * @param pointer JSON pointer (RFC 6901) to it
         */
        public Conflict(String pointer, String sentence) {
            super(19409, sentence);
            this.pointer = pointer;
        }

        /** What is in the way; empty for the request as a whole. */
        public String pointer() {
            return pointer;
        }
    }

    /** The token is unknown. */
    public static final class UnknownToken extends Refusal {
        private static final long serialVersionUID = 1;

        public UnknownToken() {
            super(9109, "Invalid access token");
        }
    }

    /** The owner has no such API token. */
    public static final class TokenNotFound extends Refusal {
        private static final long serialVersionUID = 1;

        public TokenNotFound() {
            super(19404, "API token not found");
        }
    }

    /** There is no such edge. */
    public static final class EdgeNotFound extends Refusal {
        private static final long serialVersionUID = 1;

        public EdgeNotFound() {
            super(20404, "Edge not found");
        }
    }

    /** The audit has no such record. */
    public static final class AuditRecordNotFound extends Refusal {
        private static final long serialVersionUID = 1;

        public AuditRecordNotFound() {
            super(22404, "Audit record not found");
        }
    }

    /** There is no such gateway. */
    public static final class GatewayNotFound extends Refusal {
        private static final long serialVersionUID = 1;

        public GatewayNotFound() {
            super(21404, "Gateway not found");
        }
    }

    /** The token is known, and not good from where it was sent. */
    public static final class ForeignSource extends Refusal {
        private static final long serialVersionUID = 1;

        /**
         * @param source told to the caller, who may sit behind an address that it does not know
         */
        public ForeignSource(InetAddress source) {
            super(
                    9109,
                    "Cannot use the access token from location: " + AddressLiteral.spell(source));
        }
    }

    /** The caller is known and may not do this. */
    public static final class Forbidden extends Refusal {
        private static final long serialVersionUID = 1;

        public Forbidden() {
            this("Forbidden");
        }

        public Forbidden(String text) {
            super(10000, text);
        }
    }

    /** More changes wait than are taken; a later try is welcome. */
    public static final class Busy extends Refusal {
        private static final long serialVersionUID = 1;

        private final Duration retryAfter;

        public Busy(Duration retryAfter) {
            super(19503, "Too many changes are waiting; try again later");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
