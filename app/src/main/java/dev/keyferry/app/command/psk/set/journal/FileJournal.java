package dev.keyferry.app.command.psk.set.journal;

import dev.keyferry.app.Failure;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.server.keyfile.RefusedLine;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journal of one file of keys, beside that. It holds numbers of entries, names of tunnels and
 * what the API said of them; of the keys only a MAC of the whole file under a random salt, by which
 * it knows the file again. Confined to one thread.
 */
public final class FileJournal implements Journal {
    /** Whether a former journal counts. */
    public enum Former {
        COUNTS,
        IS_DROPPED
    }

    /** Where the keys go: the base of the API and an account's id. */
    public record Target(String server, String account) {}

    private static final String SUFFIX = ".keyferry-journal";
    private static final int FORMAT = 1;
    private static final int SALT_BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final JournalFile file;
    private final Target target;
    private final byte[] keys;
    private final List<CallOutcome> answered = new ArrayList<>();
    private boolean isBegun;
    private int lastLine;
    private int onTheWay;

    private FileJournal(JournalFile file, Target target, byte[] keys) {
        this.file = file;
        this.target = target;
        this.keys = keys;
    }

    public static Path beside(Path keyFile) {
        return keyFile.resolveSibling(keyFile.getFileName() + SUFFIX);
    }

    /**
     * Takes the journal, and reads what a former run did.
     *
     * @param keys what the file holds
     * @throws Failure if that run had another file or target, or is still going on
     */
    public static FileJournal open(Path keyFile, Target target, byte[] keys, Former former) {
        JournalFile file = JournalFile.take(beside(keyFile));
        try {
            FileJournal journal = new FileJournal(file, target, keys);
            if (former == Former.COUNTS) {
                journal.read();
            }
            return journal;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public boolean isBegun() {
        return isBegun;
    }

    @Override
    public List<CallOutcome> answered() {
        return List.copyOf(answered);
    }

    @Override
    public int onTheWay() {
        return onTheWay;
    }

    @Override
    public Set<Integer> entries() {
        Set<Integer> entries = new HashSet<>();
        for (CallOutcome call : answered) {
            call.applied().stream().map(Applied::entry).forEach(entries::add);
            call.refused().stream().map(RefusedLine::entry).forEach(entries::add);
        }
        return entries;
    }

    @Override
    public void begin() {
        if (isBegun) {
            return;
        }
        // Of a run that is dropped, which goes only now that the next one is agreed to.
        file.empty();
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        HexFormat hex = HexFormat.of();
        file.add(
                object().put("journal", "keyferry psk set")
                        .put("format", FORMAT)
                        .put("server", target.server())
                        .put("account", target.account())
                        .put("salt", hex.formatHex(salt))
                        .put("file", hex.formatHex(mac(salt))));
        file.syncName();
        isBegun = true;
    }

    @Override
    public void sending(List<Addressed> sent) {
        ObjectNode line = object();
        ArrayNode entries = line.putArray("sending");
        sent.forEach(key -> entries.add(key.entry()));
        file.add(line.put("last_line", sent.getLast().line().line()));
    }

    @Override
    public void answered(CallOutcome outcome) {
        ObjectNode line = object();
        CallOutcomeJson.write(outcome, line.putObject("answered"));
        file.add(line);
    }

    @Override
    public void finish() {
        file.delete();
    }

    @Override
    public void close() {
        if (file.isEmpty()) {
            file.delete();
        }
        file.close();
    }

    private void read() {
        List<JsonNode> first = new ArrayList<>();
        file.read(line -> {
            if (first.isEmpty()) {
                first.add(line);
            } else {
                take(line);
            }
        });
        if (!first.isEmpty()) {
            requireSame(first.getFirst());
            isBegun = true;
        }
    }

    private void take(JsonNode line) {
        if (line.has("answered")) {
            answered.add(CallOutcomeJson.read(line.path("answered")));
            onTheWay = 0;
        } else {
            onTheWay = line.path("sending").size();
            lastLine = line.path("last_line").asInt(0);
        }
    }

    private void requireSame(JsonNode first) {
        if (first.path("format").asInt(0) != FORMAT) {
            throw file.unreadable();
        }
        Target former =
                new Target(first.path("server").asString(""), first.path("account").asString(""));
        if (!former.equals(target)) {
            throw Failure.usage(
                    "an unfinished run set keys of this file for account "
                            + former.account()
                            + " at "
                            + former.server(),
                    "go on there, or give --restart to begin anew here");
        }
        byte[] salt = bytes(first.path("salt").asString(""));
        if (salt.length != SALT_BYTES) {
            throw file.unreadable();
        }
        if (!MessageDigest.isEqual(mac(salt), bytes(first.path("file").asString("")))) {
            throw Failure.usage(
                    String.format(
                            Locale.ROOT,
                            "the file was changed since %,d keys were set from it, up to line %,d",
                            answered.stream().mapToInt(call -> call.applied().size()).sum(),
                            lastLine),
                    "put the former file back to go on, or give --restart to begin anew: a key"
                            + " that is set already makes no new version");
        }
    }

    private byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw file.unreadable();
        }
    }

    private byte[] mac(byte[] salt) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(salt, MAC));
            return mac.doFinal(keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
