package dev.keyferry.app.command.psk.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.psk.set.FileSetting;
import dev.keyferry.app.command.terminal.ShellWord;
import dev.keyferry.feed.directory.DirectoryRefused;
import dev.keyferry.feed.directory.OwnerFile;
import dev.keyferry.feed.directory.PrivateDirectory;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.server.router.RouterConfiguration;
import dev.keyferry.server.router.RouterSide;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A directory, for its owner alone, with a file for each tunnel's router. {@link #KEYS} comes last:
 * where it is, all of the others are there and durable, and where it is not, no key was set.
 * Confined to one thread.
 */
final class Handover {
    /** The keys once more, as {@code keyferry psk set} reads them. */
    private static final String KEYS = "keys.csv";

    private static final String HEADER = "tunnel,psk\n";

    /** A longer name would not do as that of a file, so that the tunnel's id is taken. */
    private static final int LONGEST_NAME = 200;

    private final Path directory;

    private Handover(Path directory) {
        this.directory = directory;
    }

    /**
     * The directory, which is made only once there is something to write.
     *
     * @throws Failure a usage failure if others may enter it, or a former run left its keys or its
     *     journal there
     */
    static Handover in(Path directory) {
        if (!Files.notExists(directory)) {
            make(directory);
        }
        Handover handover = new Handover(directory);
        if (Files.exists(handover.keys(), LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.usage(
                    handover.keys() + " is there: another run made those keys",
                    "`keyferry psk set "
                            + ShellWord.of(handover.keys().toString())
                            + "` sets them, with the --account of that run; for new ones name"
                            + " another directory by --out-dir");
        }
        Path journal = FileSetting.journalBeside(handover.keys());
        if (Files.exists(journal, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.usage(
                    journal + " is there: a run that set keys from there has not ended",
                    "put its keys.csv back to go on with it, or name another directory by"
                            + " --out-dir");
        }
        return handover;
    }

    private static void make(Path directory) {
        try {
            PrivateDirectory.make(directory);
        } catch (DirectoryRefused e) {
            throw new Failure(
                    ExitCode.USAGE,
                    String.valueOf(e.getMessage()),
                    "name a directory by --out-dir that is not there yet, or is yours alone (chmod"
                            + " 700)",
                    e);
        }
    }

    Path keys() {
        return directory.resolve(KEYS);
    }

    /**
     * Writes all, or nothing; everything is durable when this returns.
     *
     * @param language in which a router is told
     * @return the files by the names of their tunnels
     * @throws Failure if a file is there already, or cannot be written, or the directory cannot be
     *     made
     */
    SequencedMap<String, String> write(
            List<NewKey> keys, Function<RouterSide, RouterConfiguration> language) {
        make(directory);
        MadeFiles made = new MadeFiles();
        SequencedMap<String, String> files = new LinkedHashMap<>();
        try {
            for (NewKey key : keys) {
                Path file = directory.resolve(fileName(key));
                write(file, language.apply(key.router()), key.psk(), made);
                files.put(key.name(), file.toString());
            }
            OwnerFile.syncName(keys());
            OwnerFile.syncName(directory);
            SecretFile.create(keys(), content(keys));
            return files;
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage(
                    e.getFile() + " is there already, and is not replaced",
                    made.delete() + "; name another directory by --out-dir");
        } catch (IOException | SecretFileUnusable e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "the files cannot be written to " + directory,
                    made.delete()
                            + "; see whether its disk is full, or name another directory by"
                            + " --out-dir",
                    e);
        }
    }

    /** A name of a tunnel has no separator and begins with no dot; the configuration checked it. */
    private static String fileName(NewKey key) {
        return (key.name().length() > LONGEST_NAME ? key.id() : key.name()) + ".txt";
    }

    private static void write(Path file, RouterConfiguration router, Psk psk, MadeFiles made)
            throws IOException {
        try (FileChannel channel = OwnerFile.create(file)) {
            made.add(file);
            OutputStream out = Channels.newOutputStream(channel);
            router.write(psk, out);
            channel.force(true);
        }
    }

    /** A secret, for {@link SecretFile} to wipe. */
    private static byte[] content(List<NewKey> keys) {
        int size = HEADER.length();
        for (NewKey key : keys) {
            size += key.name().length() + key.psk().length() + 2;
        }
        ByteBuffer content = ByteBuffer.allocate(size).put(HEADER.getBytes(US_ASCII));
        for (NewKey key : keys) {
            byte[] psk = key.psk().reveal();
            content.put(key.name().getBytes(US_ASCII)).put((byte) ',').put(psk).put((byte) '\n');
            Arrays.fill(psk, (byte) 0);
        }
        return content.array();
    }
}
