package dev.keyferry.server.http.request;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.UpdateAccount.AccountEdit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /accounts} and of {@code PUT /accounts/{id}}: {@code name}, {@code type},
 * {@code keyferry.psk_policy}, and, to keep what clients and routers know, {@code keyferry.id} and
 * {@code keyferry.number}. Confined to one thread.
 */
public final class AccountBody {
    private final JsonBody body;
    private @Nullable AccountName name;
    private Account.@Nullable Type type;
    private @Nullable AccountId id;
    private @Nullable AccountNumber number;
    private @Nullable PskPolicy pskPolicy;

    private AccountBody(JsonBody body) {
        this.body = body;
    }

    /**
     * Returns the account that is asked for.
     *
     * @throws RequestRefused if the body is not such a JSON text
     */
    public static NewAccount read(JsonBody body) {
        return new AccountBody(body).read();
    }

    /**
     * Returns what is to change of an account. An id that is sent along is not looked at.
     *
     * @throws RequestRefused if the body is not such a JSON text
     */
    public static AccountEdit readEdit(JsonBody body) {
        AccountBody read = new AccountBody(body);
        body.readObject(read::readMember);
        return new AccountEdit(
                Optional.ofNullable(read.name),
                Optional.ofNullable(read.type),
                Optional.ofNullable(read.number),
                Optional.ofNullable(read.pskPolicy));
    }

    private NewAccount read() {
        body.readObject(this::readMember);
        if (name == null) {
            throw RequestRefused.invalid("/name", "name is missing");
        }
        return new NewAccount(
                name,
                type == null ? Account.Type.STANDARD : type,
                Optional.ofNullable(id),
                Optional.ofNullable(number),
                pskPolicy == null ? PskPolicy.DEFAULT : pskPolicy);
    }

    private void readMember(String member) {
        switch (member) {
            case "name" -> name = Field.parse("/name", body.string("/name"), AccountName::new);
            case "type" -> type = Field.parse("/type", body.string("/type"), AccountBody::type);
            case "keyferry" -> body.nextObject("/keyferry", this::readOurs);
            default -> body.skip();
        }
    }

    private void readOurs(String member) {
        switch (member) {
            case "id" ->
                    id = Field.parse("/keyferry/id", body.string("/keyferry/id"), AccountId::new);
            case "number" ->
                    number =
                            Field.parse(
                                    "/keyferry/number",
                                    body.wholeNumber("/keyferry/number"),
                                    AccountNumber::new);
            case "psk_policy" -> pskPolicy = PskPolicyReader.read(body, "/keyferry/psk_policy");
            default -> body.skip();
        }
    }

    private static Account.Type type(String value) {
        return switch (value) {
            case "standard" -> Account.Type.STANDARD;
            case "enterprise" -> Account.Type.ENTERPRISE;
            default -> throw new IllegalArgumentException("type must be standard or enterprise");
        };
    }
}
