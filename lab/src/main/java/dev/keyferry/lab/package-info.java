/**
 * Real gateways and real customers' routers on one machine, for the demo, tests and benchmarks.
 *
 * <p>Entry class: {@link dev.keyferry.lab.Lab}. A lab lives in namespaces of its own and needs no
 * root where user namespaces are allowed. Nothing of it is left when it is closed, or when the JVM
 * dies.
 *
 * <pre>{@code
 * try (Lab lab = Lab.open(DataPath.ESP)) {
 *     Gateway gateway = lab.addGateway("gw");
 *     Router router = lab.addRouter("router-1", CharonOptions.stock());
 *     LabTunnel tunnel = LabTunnel.between(gateway, router, IkeId.fqdn("gw.example"), IkeId.keyId("1_a"));
 *     gateway.load(tunnel);
 *     gateway.charon().client().loadSecret("a", psk, List.of(tunnel.routerId()));
 *     router.load(tunnel, psk);
 *     router.initiate(tunnel, Duration.ofSeconds(5));
 *     router.ping(tunnel, 10, Duration.ofMillis(20));
 * }
 * }</pre>
 *
 * <p>Depends on the VICI client.
 */
@NullMarked
package dev.keyferry.lab;

import org.jspecify.annotations.NullMarked;
