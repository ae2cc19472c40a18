package dev.keyferry.server.http.listen;

import dev.keyferry.server.tls.ServerIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which browsers may call this host. A page elsewhere can let a name of its own lead
 * here, and its scripts would then read what this host answers under that name. Thread-safe.
 */
public final class HostNames {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private volatile Set<String> certified;

    /**
     * @param certificate what is shown over TLS, if anything is
     */
    public HostNames(Optional<ServerIdentity> certificate) {
        this.certified = certificate.map(ServerIdentity::names).orElse(Set.of());
    }

    /** The names of another certificate count from now on. */
    public void use(ServerIdentity certificate) {
        certified = certificate.names();
    }

    /**
     * True if the request's {@code Host} is a name of this host: over plain HTTP a loopback address
     * or {@code localhost}, over TLS a name of the certificate.
     */
    public boolean isMeant(HttpServletRequest request) {
        return request.isSecure() ? isCertified(request.getServerName()) : isLocal(request);
    }

    /** True if the request's {@code Host} is loopback by its address or as {@code localhost}. */
    public static boolean isLocal(HttpServletRequest request) {
        return LOOPBACK.matcher(request.getServerName()).matches();
    }

    private boolean isCertified(String host) {
        String name = spelled(host.toLowerCase(Locale.ROOT));
        int label = name.indexOf('.');
        return certified.contains(name)
                || (label > 0 && certified.contains("*" + name.substring(label)));
    }

    /** An IPv6 address as certificates have it, without its brackets. */
    private static String spelled(String host) {
        if (!host.contains(":")) {
            return host;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).getHostAddress();
        } catch (IllegalArgumentException e) {
            return host;
        }
    }
}
