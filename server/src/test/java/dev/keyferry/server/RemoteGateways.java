package dev.keyferry.server;

import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.wire.EnrolRequest;
import dev.keyferry.feed.wire.EnrolmentForm;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Protocol;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.http.parts.TlsClient;
import dev.keyferry.server.tls.Certificates;
import dev.keyferry.server.tls.TlsNames;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server with an edge {@code berlin} that takes gateways over TLS, and what those send. */
public final class RemoteGateways implements AutoCloseable {
    public static final EdgeId BERLIN = new EdgeId("berlin");
    public static final String ENDPOINT = "203.0.113.1";
    public static final SessionId SESSION = new SessionId("5e".repeat(16));

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final SecureRandom random = new SecureRandom();
    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final KeyferryServer server;
    private final TlsClient client;

    public RemoteGateways(Path directory, HttpTimeouts timeouts) throws InterruptedException {
        server =
                KeyferryServer.start(
                        new ServerOptions(
                                directory,
                                ListenAddress.parse("127.0.0.1:0"),
                                timeouts,
                                Optional.empty(),
                                IkeDomain.DEFAULT,
                                LocalGateway.ABSENT,
                                Optional.of(
                                        new TlsOptions(
                                                TlsAddress.parse("127.0.0.1:0"),
                                                Optional.empty(),
                                                new TlsNames(List.of("127.0.0.1")),
                                                Optional.empty()))));
        client = new TlsClient(Certificates.authority(DataDirectory.tls(directory)));
        useCases()
                .edges()
                .create()
                .create(
                        caller(),
                        new NewEdge(BERLIN, edgeKey.publicKey(), List.of(new IpAddress(ENDPOINT))));
    }

    public KeyferryServer server() {
        return server;
    }

    public UseCases useCases() {
        return server.useCases();
    }

    public TlsClient client() {
        return client;
    }

    public EdgePrivateKey edgeKey() {
        return edgeKey;
    }

    public Caller caller() {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "127.0.0.1", RequestId.random(random));
    }

    public EnrolmentToken name(String gateway) throws InterruptedException {
        return useCases()
                .gateways()
                .name()
                .name(caller(), new GatewayName(gateway), BERLIN)
                .token();
    }

    /** Names a gateway and enrols it over the wire. */
    public GatewayToken enrol(String gateway) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send(
                        GatewayCall.ENROL,
                        name(gateway).reveal(),
                        EnrolmentForm.encode(new EnrolRequest(edgeKey.publicKey().id())));
        return EnrolmentForm.decodeAnswer(answer.body()).token();
    }

    /** A poll of one who has read everything until now, which waits. */
    public byte[] waitingPoll(Epoch epoch, Revision after) {
        return PollCodec.encode(
                new Poll(SESSION, new Position.After(epoch, after), Poll.MAX_PATIENCE));
    }

    public HttpResponse<byte[]> send(GatewayCall call, String token, byte[] body)
            throws IOException, InterruptedException {
        return client.http().send(request(call, token, body).build(), BodyHandlers.ofByteArray());
    }

    public HttpRequest.Builder request(GatewayCall call, String token, byte[] body) {
        return HttpRequest.newBuilder(uri(call.path()))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token)
                .header(Protocol.HEADER, Integer.toString(Protocol.NUMBER))
                .header("Content-Type", call.mediaType())
                .POST(BodyPublishers.ofByteArray(body));
    }

    public URI uri(String path) {
        return server.tlsOrigin().orElseThrow().resolve(path);
    }

    @Override
    public void close() {
        server.close();
    }
}
