package dev.keyferry.lab.charon;

import dev.keyferry.lab.space.DataPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of a strongswan.conf(5) for one charon of the lab. */
record CharonSettings(Path socket, Path log, DataPath dataPath, CharonOptions options) {

    private static final List<String> PLUGINS =
            List.of(
                    "random",
                    "nonce",
                    "aes",
                    "sha1",
                    "sha2",
                    "md5",
                    "hmac",
                    "kdf",
                    "gcm",
                    "openssl",
                    "curve25519",
                    "pem",
                    "pkcs1",
                    "pkcs8",
                    "x509",
                    "pubkey",
                    "constraints");

    String text() {
        return """
        charon-systemd {
          load_modular = no
          load = %s
          # Each initiate that is waited for holds a thread; with the default of 16 a few block charon.
          threads = 64
          retransmit_tries = 3
          retransmit_timeout = 1.0
          retransmit_base = 1.5
        %s
          journal {
            default = -1
          }
          filelog {
            main {
              path = %s
              time_format = %%T
              flush_line = yes
        %s
            }
          }
          plugins {
            vici {
              socket = unix://%s
            }
          }
        }
        """
                .formatted(String.join(" ", plugins()), further(), log, levels(), socket);
    }

    private List<String> plugins() {
        List<String> plugins = new ArrayList<>(PLUGINS);
        if (dataPath == DataPath.ESP) {
            // The first kernel plugin in the list handles IPsec; netlink is left with routes and
            // addresses.
            plugins.add(required("kernel-libipsec"));
        }
        plugins.addAll(List.of("kernel-netlink", required("socket-default"), required("vici")));
        options.extraPlugins().stream().map(CharonSettings::required).forEach(plugins::add);
        return plugins;
    }

    /**
     * Has charon end where the plugin fails. By default it goes on without; without kernel-libipsec
     * it would turn to the kernel's own IPsec.
     */
    private static String required(String plugin) {
        return plugin + "!";
    }

    private String further() {
        return new TreeMap<>(options.settings())
                .entrySet().stream()
                        .map(setting -> "  " + setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private String levels() {
        return new TreeMap<>(options.logLevels())
                .entrySet().stream()
                        .map(level -> "      " + level.getKey() + " = " + level.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
