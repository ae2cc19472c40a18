package dev.keyferry.lab.space;

/** What the tunnels of a lab carry. */
public enum DataPath {
    /** ESP packets, by strongSwan's kernel-libipsec plugin; needs a usable {@code /dev/net/tun}. */
    ESP,
    /**
     * IKE SAs alone, without a child SA and without traffic; works where no TUN device can be
     * opened.
     */
    IKE_ONLY
}
