package dev.keyferry.lab.charon;

import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An IKE identity as charon reads it (RFC 7296, section 3.5).
 *
 * @param text charon's own notation; the factories write {@code <type>:#<hex>}, the only form in
 *     which no character has a meaning
 */
public record IkeId(String text) {

    /** Any identity; as the gateway's id on a client: none is asked for. */
    public static final IkeId ANY = new IkeId("%any");

    public static IkeId keyId(String value) {
        return hex("keyid", value.getBytes(StandardCharsets.UTF_8));
    }

    public static IkeId fqdn(String value) {
        return hex("fqdn", value.getBytes(StandardCharsets.UTF_8));
    }

    public static IkeId email(String value) {
        return hex("email", value.getBytes(StandardCharsets.UTF_8));
    }

    /** An address as an identity, in dotted decimal. */
    public static IkeId ipv4(String address) {
        return hex("ipv4", Inet4Address.ofLiteral(address).getAddress());
    }

    private static IkeId hex(String type, byte[] value) {
        return new IkeId(type + ":#" + HexFormat.of().formatHex(value));
    }
}
