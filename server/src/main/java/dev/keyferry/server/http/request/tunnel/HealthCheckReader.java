package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.edit.Edit;
import dev.keyferry.server.domain.tunnel.edit.HealthCheckEdit;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.http.request.JsonBody.Presence;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Collects {@code health_check}. Confined to one thread. */
final class HealthCheckReader {
    private final Members members;
    private final TargetForm form;
    private Edit<HealthCheck.Activity> activity = Edit.keep();
    private Edit<HealthCheck.Rate> rate = Edit.keep();
    private Edit<HealthCheck.Type> type = Edit.keep();
    private Edit<HealthCheck.Direction> direction = Edit.keep();
    private Edit<Optional<IpAddress>> target = Edit.keep();
    private boolean isReset;

    HealthCheckReader(JsonBody body, String pointer, TargetForm form) {
        this.members = new Members(body, pointer);
        this.form = form;
    }

    void read() {
        isReset =
                members.body().nullableObject(members.pointer(), this::readMember) == Presence.NULL;
    }

    HealthCheckEdit edit() {
        return isReset
                ? HealthCheckEdit.to(HealthCheck.DEFAULT)
                : new HealthCheckEdit(activity, rate, type, direction, target);
    }

    private void readMember(String member) {
        switch (member) {
            case "enabled" ->
                    activity =
                            members.flag(
                                    member,
                                    HealthCheck.Activity.ENABLED,
                                    isOn ->
                                            isOn
                                                    ? HealthCheck.Activity.ENABLED
                                                    : HealthCheck.Activity.DISABLED);
            case "rate" -> rate = members.constant(member, HealthCheck.Rate.class);
            case "type" -> type = members.constant(member, HealthCheck.Type.class);
            case "direction" -> direction = members.constant(member, HealthCheck.Direction.class);
            case "target" ->
                    target =
                            switch (form) {
                                case TEXT -> members.unsettable(member, IpAddress::new);
                                case OBJECT -> target(members.within(member));
                            };
            default -> members.body().skip();
        }
    }

    /** Only {@code saved} counts: {@code effective} is what follows from it. */
    private Edit<Optional<IpAddress>> target(Members inner) {
        AtomicReference<Edit<Optional<IpAddress>>> saved = new AtomicReference<>(Edit.keep());
        Presence presence =
                inner.body()
                        .nullableObject(
                                inner.pointer(),
                                member -> {
                                    if (member.equals("saved")) {
                                        saved.set(inner.unsettable(member, IpAddress::new));
                                    } else {
                                        inner.body().skip();
                                    }
                                });
        return switch (presence) {
            case NULL -> Edit.to(Optional.empty());
            case VALUE -> saved.get();
        };
    }
}
