package dev.keyferry.server.http.request.token;

import dev.keyferry.server.domain.token.Network;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.http.request.JsonBody.Presence;
import java.util.ArrayList;
import java.util.List;

/**
 * The member {@code condition}: {@code {"request_ip":{"in":[...],"not_in":[...]}}}. Confined to one
 * thread.
 */
final class ConditionReader {
    private static final String CONDITION = "/condition";
    private static final String REQUEST_IP = CONDITION + "/request_ip";

    private final JsonBody body;
    private final List<Network> in = new ArrayList<>();
    private final List<Network> notIn = new ArrayList<>();

    private ConditionReader(JsonBody body) {
        this.body = body;
    }

    static SourceCondition read(JsonBody body) {
        ConditionReader reader = new ConditionReader(body);
        Presence presence = body.nullableObject(CONDITION, reader::readMember);
        return switch (presence) {
            case NULL -> SourceCondition.ANYWHERE;
            case VALUE -> new SourceCondition(reader.in, reader.notIn);
        };
    }

    private void readMember(String member) {
        if (member.equals("request_ip")) {
            body.nextObject(REQUEST_IP, this::readList);
            return;
        }
        // A condition that is not understood must not be dropped: the token would do more.
        throw RequestRefused.invalid(CONDITION, "the only condition is request_ip");
    }

    private void readList(String member) {
        switch (member) {
            case "in" -> readNetworks(REQUEST_IP + "/in", in);
            case "not_in" -> readNetworks(REQUEST_IP + "/not_in", notIn);
            default -> throw RequestRefused.invalid(REQUEST_IP, "request_ip has in and not_in");
        }
    }

    private void readNetworks(String pointer, List<Network> networks) {
        body.array(
                pointer,
                i -> {
                    if (i >= SourceCondition.MAX_NETWORKS) {
                        throw RequestRefused.invalid(
                                pointer,
                                "there are more than "
                                        + SourceCondition.MAX_NETWORKS
                                        + " networks");
                    }
                    String here = pointer + "/" + i;
                    networks.add(Field.parse(here, body.presentString(here), Network::parse));
                });
    }
}
