package dev.keyferry.server.usecase.keys.finding;

import dev.keyferry.server.usecase.keys.finding.KeyShape.Kind;
import dev.keyferry.server.usecase.keys.finding.KeyShape.Prefix;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The closed list of routers and services that are known to refuse keys which IKE allows, each with
 * its rule as its maker publishes it. {@code docs/api.md} names the sources. Every rule looks at a
 * key's shape alone.
 */
public enum RouterBrand {
    AWS(
            "AWS Site-to-Site VPN",
            "takes 8 to 64 letters, digits, dots and underscores, not beginning with 0"),
    AZURE("Azure VPN Gateway", "takes at most 128 characters of printable ASCII"),
    CISCO_IOS("Cisco IOS", "takes no ? and no blank on its command line"),
    HUAWEI_VRP("Huawei VRP", "takes at most 128 characters, and no blank without quotation marks"),
    ORACLE_CLOUD("Oracle Cloud Site-to-Site VPN", "takes letters, digits and blanks only"),
    STRONGSWAN("strongSwan's configuration files", "take no \" in a quoted key");

    private final String brand;
    private final String rule;

    RouterBrand(String brand, String rule) {
        this.brand = brand;
        this.rule = rule;
    }

    /** Those that refuse a key of this shape, in the order of the list. */
    public static List<RouterBrand> refusing(KeyShape key) {
        return Arrays.stream(values()).filter(brand -> brand.refuses(key)).toList();
    }

    /** The name and the rule, such as {@code Cisco IOS takes no ? ...}. */
    public String text() {
        return brand + " " + rule;
    }

    /** What it takes, as {@code docs/api.md} has it too. */
    String rule() {
        return rule;
    }

    private boolean refuses(KeyShape key) {
        return switch (this) {
            case AWS ->
                    key.length() < 8
                            || key.length() > 64
                            || key.prefix() != Prefix.NONE
                            || hasOther(key, Kind.LETTER, Kind.DIGIT, Kind.DOT_OR_UNDERSCORE);
            case AZURE -> key.length() > 128 || !key.isPrintableAscii();
            case CISCO_IOS -> hasAny(key, Kind.QUESTION_MARK, Kind.BLANK);
            case HUAWEI_VRP -> key.length() > 128 || hasAny(key, Kind.BLANK);
            case ORACLE_CLOUD -> hasOther(key, Kind.LETTER, Kind.DIGIT, Kind.BLANK);
            case STRONGSWAN -> hasAny(key, Kind.DOUBLE_QUOTE);
        };
    }

    private static boolean hasAny(KeyShape key, Kind... kinds) {
        return Arrays.stream(kinds).anyMatch(key.kinds()::contains);
    }

    private static boolean hasOther(KeyShape key, Kind first, Kind... rest) {
        Set<Kind> allowed = EnumSet.of(first, rest);
        return !allowed.containsAll(key.kinds());
    }
}
