package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.CharonIdText;
import dev.keyferry.app.adopt.OperatorKey;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.app.adopt.source.Include;
import dev.keyferry.app.adopt.source.Place;
import dev.keyferry.app.adopt.source.SourceFiles;
import dev.keyferry.app.adopt.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code ipsec.secrets} as {@code stroke_cred.c} does, but for one thing: at a line that is
 * none, charon stops and says nothing of what stands below; here the file is refused. Confined to
 * one thread.
 */
final class SecretsFile {
    private static final String INCLUDE = "include ";
    private static final String NOBODYS = ": ";
    private static final String SEPARATOR = " : ";
    private static final String PSK = "PSK";

    private static final Set<String> OTHERS =
            Set.of("RSA", "ECDSA", "BLISS", "PKCS8", "P12", "PIN", "EAP", "XAUTH", "NTLM");

    private final SourceFiles files;
    private final List<OperatorSecret> secrets = new ArrayList<>();

    private SecretsFile(SourceFiles files) {
        this.files = files;
    }

    static List<OperatorSecret> read(SourceFiles files, SourceText first) {
        SecretsFile reader = new SecretsFile(files);
        reader.file(first, List.of());
        return reader.secrets;
    }

    private void file(SourceText source, List<Path> within) {
        List<Path> open = new ArrayList<>(within);
        open.add(Include.file(source.file()));
        int number = 0;
        for (String line : source.text().split("\n", -1)) {
            number++;
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            line(text, source.at(number), open);
        }
    }

    private void line(String line, Place place, List<Path> open) {
        SecretsLine rest = new SecretsLine(line, place);
        if (!rest.skipBlanks()) {
            return;
        }
        if (rest.rest().startsWith(INCLUDE) && rest.rest().length() > INCLUDE.length()) {
            include(rest.rest().substring(INCLUDE.length()), place, open);
            return;
        }
        List<CharonId> owners = owners(rest, place);
        String kind = rest.token();
        if (kind.equals(PSK)) {
            secrets.add(new OperatorSecret(name(place), place, owners, key(rest, place)));
        } else if (!OTHERS.contains(kind)) {
            throw place.broken("behind the colon stands neither PSK nor another kind of secret");
        }
    }

    private void include(String names, Place place, List<Path> open) {
        int blank = names.indexOf(' ');
        String pattern = blank < 0 ? names : names.substring(0, blank);
        if (pattern.isEmpty()) {
            throw place.broken("it includes nothing");
        }
        files.included(pattern, place, open).forEach(text -> file(text, open));
    }

    private static List<CharonId> owners(SecretsLine line, Place place) {
        if (line.rest().startsWith(NOBODYS)) {
            line.skip(1);
            return List.of();
        }
        int separator = line.rest().indexOf(SEPARATOR);
        if (separator < 0) {
            throw place.broken("a colon with a blank on each side is missing");
        }
        SecretsLine ids = new SecretsLine(line.rest().substring(0, separator), place);
        line.skip(separator + SEPARATOR.length());
        List<CharonId> owners = new ArrayList<>();
        while (!ids.rest().isBlank()) {
            if (!ids.skipBlanks()) {
                throw place.broken("a # stands among the owners");
            }
            owners.add(CharonIdText.read(ids.value()));
        }
        return owners;
    }

    private static OperatorKey key(SecretsLine line, Place place) {
        if (!line.skipBlanks()) {
            throw place.broken("there is no secret");
        }
        boolean isQuoted = line.isAtQuote();
        String value = line.value();
        return isQuoted || value.length() <= 2
                ? OperatorKey.plain(value)
                : OperatorKey.encoded(value);
    }

    private static String name(Place place) {
        return place.file().getFileName() + ":" + place.line();
    }
}
