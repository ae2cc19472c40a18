package dev.keyferry.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority and the certificates that it issues, made by the JDK's keytool. */
final class TestAuthority {
    private static final String PASSWORD = "only-for-tests";
    private static final long DEADLINE_SECONDS = 60;

    private final Path store;
    private final Path pem;
    private int issued;

    /** In a directory of its own. */
    TestAuthority(Path directory) throws Exception {
        Files.createDirectories(directory);
        store = directory.resolve("authority.p12");
        pem = directory.resolve("authority.pem");
        generate("authority", List.of("-ext", "bc:c", "-dname", "CN=authority"));
        keytool(List.of("-exportcert", "-rfc", "-alias", "authority", "-file", pem.toString()));
    }

    /** Its certificate in PEM. */
    Path pem() {
        return pem;
    }

    /**
     * A server's TLS with a certificate of this authority.
     *
     * @param names as in {@code dns:NAME} or {@code ip:ADDRESS}
     * @param terms further arguments of keytool, such as those of its validity
     */
    SSLContext issue(String names, String... terms) throws Exception {
        String alias = "server-" + issued++;
        List<String> arguments = new ArrayList<>(List.of("-signer", "authority"));
        arguments.addAll(List.of("-dname", "CN=server", "-ext", "san=" + names));
        arguments.addAll(List.of(terms));
        generate(alias, arguments);
        return context(alias);
    }

    private SSLContext context(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        char[] password = PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, password);
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(one, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void generate(String alias, List<String> terms) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias));
        arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        arguments.addAll(terms);
        keytool(arguments);
    }

    private void keytool(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
