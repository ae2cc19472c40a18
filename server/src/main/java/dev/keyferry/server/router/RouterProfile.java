package dev.keyferry.server.router;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/** The closed list of languages that a router's configuration can be written in. */
public enum RouterProfile {
    STRONGSWAN("strongswan"),
    CISCO_IOS_XE("cisco-ios-xe"),
    FORTIGATE("fortigate");

    private final String label;

    RouterProfile(String label) {
        this.label = label;
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RouterProfile named(String label) {
        return Arrays.stream(values())
                .filter(profile -> profile.label.equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "a profile is one of "
                                        + Arrays.stream(values())
                                                .map(RouterProfile::toString)
                                                .collect(joining(", "))));
    }

    /**
     * Writes the configuration of a router.
     *
     * @throws Inexpressible if something cannot be said in this language
     */
    public RouterConfiguration configuration(RouterSide side) {
        return switch (this) {
            case STRONGSWAN -> StrongswanLanguage.write(side);
            case CISCO_IOS_XE -> CiscoLanguage.write(side);
            case FORTIGATE -> FortigateLanguage.write(side);
        };
    }

    /** The name by which it is chosen, such as {@code cisco-ios-xe}. */
    @Override
    public String toString() {
        return label;
    }
}
