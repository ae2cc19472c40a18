package dev.keyferry.server.http.request.tunnel;

/** How a body gives tunnels. */
public enum TunnelForm {
    /** One tunnel's own object. */
    OBJECT,
    /** {@code {"ipsec_tunnels": [...]}}. */
    ARRAY
}
