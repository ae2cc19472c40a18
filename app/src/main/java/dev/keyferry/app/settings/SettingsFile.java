package dev.keyferry.app.settings;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.settings.Settings.LogFormat;
import dev.keyferry.app.settings.Settings.Requests;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.gateway.rules.OnUnsafe;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.store.postgres.PostgresAddress;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.tls.PemFiles;
import dev.keyferry.server.tls.TlsNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Reads the configuration file, which is TOML. An unknown key is an error, and all errors come in
 * one report. Confined to one thread.
 */
public final class SettingsFile {
    static final int MAX_BYTES = 64 << 10;
    static final int MAX_NAMES = 1_000;

    private static final String HINT = "docs/configuration.md lists all settings";

    private final Map<Setting, JsonNode> values = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    private final Set<Setting> allowed;

    private SettingsFile(Set<Setting> allowed) {
        this.allowed = allowed;
    }

    /**
     * Reads and checks the whole file of a server.
     *
     * @throws Failure a usage failure that names every problem of the file
     */
    public static Settings read(Path file) {
        return read(file, EnumSet.allOf(Setting.class));
    }

    /**
     * Reads and checks the whole file of an agent, for which a server's settings are problems.
     *
     * @throws Failure a usage failure that names every problem of the file
     */
    public static Settings readForAgent(Path file) {
        return read(file, Setting.OF_AGENT);
    }

    private static Settings read(Path file, Set<Setting> allowed) {
        SettingsFile settings = new SettingsFile(allowed);
        settings.collect("", parse(file));
        Settings bound = settings.bind();
        if (!settings.problems.isEmpty()) {
            throw Failure.usage(
                    "the configuration "
                            + file
                            + " is wrong:\n  "
                            + String.join("\n  ", settings.problems),
                    HINT);
        }
        return bound;
    }

    private static JsonNode parse(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] toml = in.readNBytes(MAX_BYTES + 1);
            if (toml.length > MAX_BYTES) {
                throw Failure.usage(
                        "the configuration " + file + " has more than " + MAX_BYTES + " bytes",
                        HINT);
            }
            return new TomlMapper().readTree(toml);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw Failure.usage("the configuration " + file + " is not TOML, line " + line, HINT);
        } catch (IOException e) {
            throw Failure.usage(
                    "the configuration " + file + " cannot be read",
                    "check its name and who may read it");
        }
    }

    /** Takes what is known; a table that holds no setting is unknown by each of its keys. */
    private void collect(String prefix, JsonNode table) {
        for (Map.Entry<String, JsonNode> member : table.properties()) {
            String key = prefix + member.getKey();
            Setting.named(key)
                    .ifPresentOrElse(
                            setting -> take(setting, member.getValue()),
                            () -> collectUnknown(key, member.getValue()));
        }
    }

    private void take(Setting setting, JsonNode value) {
        if (allowed.contains(setting)) {
            values.put(setting, value);
        } else {
            problems.add(setting.key() + ": this is a setting of `keyferry serve`");
        }
    }

    private void collectUnknown(String key, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            collect(key + ".", value);
        } else {
            problems.add(Printable.of(key) + ": there is no such setting");
        }
    }

    private Settings bind() {
        Settings byDefault = Settings.DEFAULT;
        return new Settings(
                new Settings.Ike(
                        read(
                                Setting.IKE_DOMAIN,
                                value -> new IkeDomain(text(value)),
                                byDefault.ike().domain())),
                new Settings.Gateway(
                        read(
                                Setting.GATEWAY_ACCEPT_UNSAFE,
                                SettingsFile::names,
                                byDefault.gateway().acceptUnsafe()),
                        read(
                                Setting.GATEWAY_ON_UNSAFE,
                                value -> oneOf(value, OnUnsafe.values()),
                                byDefault.gateway().onUnsafe()),
                        read(
                                Setting.GATEWAY_CHARON_UID,
                                SettingsFile::uid,
                                byDefault.gateway().charonUid())),
                new Settings.Limits(
                        read(
                                Setting.LIMITS_REQUESTS,
                                SettingsFile::requests,
                                byDefault.limits().requests()),
                        read(
                                Setting.LIMITS_WINDOW,
                                SettingsFile::window,
                                byDefault.limits().window())),
                tls(),
                new Settings.Store(store()),
                new Settings.Shutdown(
                        read(
                                Setting.SHUTDOWN_UNREADY,
                                SettingsFile::unready,
                                byDefault.shutdown().unready())),
                new Settings.Log(
                        read(
                                Setting.LOG_FORMAT,
                                value -> oneOf(value, LogFormat.values()),
                                byDefault.log().format())));
    }

    private Settings.Tls tls() {
        return new Settings.Tls(
                read(
                        Setting.TLS_LISTEN,
                        value -> Optional.of(TlsAddress.parse(text(value))),
                        Optional.empty()),
                given(),
                read(
                        Setting.TLS_NAMES,
                        value -> Optional.of(new TlsNames(List.copyOf(names(value)))),
                        Optional.empty()));
    }

    private Optional<PostgresOptions> store() {
        Optional<PostgresAddress> address =
                read(
                        Setting.STORE_URL,
                        value -> Optional.of(PostgresAddress.parse(text(value))),
                        Optional.empty());
        String user = read(Setting.STORE_USER, value -> PostgresOptions.user(text(value)), "");
        Optional<Path> password = file(Setting.STORE_PASSWORD_FILE);
        Optional<Path> authority = file(Setting.STORE_CA_FILE);
        int readers =
                read(
                        Setting.STORE_READERS,
                        value -> PostgresOptions.readers(number(value)),
                        PostgresOptions.DEFAULT_READERS);
        Duration timeout =
                read(
                        Setting.STORE_TIMEOUT,
                        value -> PostgresOptions.timeout(Duration.ofSeconds(number(value))),
                        PostgresOptions.DEFAULT_TIMEOUT);
        if (values.containsKey(Setting.STORE_URL) != values.containsKey(Setting.STORE_USER)) {
            problems.add("store.url and store.user: one needs the other");
        }
        if (!values.containsKey(Setting.STORE_URL)
                && (password.isPresent() || authority.isPresent())) {
            problems.add("store.password-file and store.ca-file: they need store.url");
        }
        return problems.isEmpty()
                ? address.map(
                        at -> new PostgresOptions(at, user, password, authority, readers, timeout))
                : Optional.empty();
    }

    private Optional<PemFiles> given() {
        Optional<Path> certificate = file(Setting.TLS_CERTIFICATE);
        Optional<Path> key = file(Setting.TLS_KEY);
        if (values.containsKey(Setting.TLS_CERTIFICATE) != values.containsKey(Setting.TLS_KEY)) {
            problems.add("tls.certificate and tls.key: one needs the other");
        }
        return certificate.flatMap(file -> key.map(keyFile -> new PemFiles(file, keyFile)));
    }

    private Optional<Path> file(Setting setting) {
        return read(
                setting,
                value -> Optional.of(Path.of(text(value)).toAbsolutePath()),
                Optional.empty());
    }

    private <T> T read(Setting setting, Function<JsonNode, T> parse, T byDefault) {
        JsonNode value = values.get(setting);
        if (value == null) {
            return byDefault;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            problems.add(setting.key() + ": " + e.getMessage());
            return byDefault;
        }
    }

    private static String text(JsonNode value) {
        return value.asStringOpt()
                .filter(text -> value.isString())
                .orElseThrow(() -> new IllegalArgumentException("must be a string"));
    }

    private static Set<String> names(JsonNode value) {
        if (!value.isArray() || value.size() > MAX_NAMES) {
            throw new IllegalArgumentException("must be a list of at most " + MAX_NAMES + " names");
        }
        Set<String> names = new HashSet<>();
        value.forEach(name -> names.add(text(name)));
        return names;
    }

    private static OptionalInt uid(JsonNode value) {
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException("must be a user id, a whole number from 0");
        }
        return OptionalInt.of(value.intValue());
    }

    private static int number(JsonNode value) {
        if (!value.isInt()) {
            throw new IllegalArgumentException("must be a whole number");
        }
        return value.intValue();
    }

    private static Requests requests(JsonNode value) {
        if (value.isString() && value.asString().equals("off")) {
            return new Requests.Off();
        }
        if (!value.isInt()) {
            throw new IllegalArgumentException("must be a whole number of requests or \"off\"");
        }
        int most = value.intValue();
        return new Requests.AtMost(new RequestLimit(most, RequestLimit.PUBLIC.window()).requests());
    }

    private static Duration window(JsonNode value) {
        if (!value.isInt()) {
            throw new IllegalArgumentException("must be a whole number of seconds");
        }
        Duration window = Duration.ofSeconds(value.intValue());
        return new RequestLimit(RequestLimit.PUBLIC.requests(), window).window();
    }

    private static Duration unready(JsonNode value) {
        return HttpTimeouts.DEFAULT.withUnready(Duration.ofSeconds(number(value))).unready();
    }

    private static <E extends Enum<E>> E oneOf(JsonNode value, E[] choices) {
        String text = text(value);
        List<String> names = new ArrayList<>();
        for (E choice : choices) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return choice;
            }
            names.add("\"" + name + "\"");
        }
        throw new IllegalArgumentException("must be " + String.join(" or ", names));
    }
}
