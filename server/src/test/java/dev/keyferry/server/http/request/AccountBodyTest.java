package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountBodyTest {
    @Test
    void needsANameOnly() {
        NewAccount account = AccountBody.read(Bodies.of("{\"name\":\"Acme\",\"unit\":{\"id\":1}}"));
        assertThat(account.name()).hasToString("Acme");
        assertThat(account.type()).isEqualTo(Account.Type.STANDARD);
        assertThat(account.id()).isEmpty();
        assertThat(account.number()).isEmpty();
    }

    @Test
    void keepsAnIdAndANumberThatAreGiven() {
        String id = "0123456789abcdef0123456789abcdef";
        NewAccount account =
                AccountBody.read(
                        Bodies.of(
                                """
                                {"name":"Acme","type":"enterprise","keyferry":{"id":"%s","number":42}}
                                """
                                        .formatted(id)));
        assertThat(account.type()).isEqualTo(Account.Type.ENTERPRISE);
        assertThat(account.id()).contains(new AccountId(id));
        assertThat(account.number()).contains(new AccountNumber(42));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/name",
                "{\"name\":\"\"}|/name",
                "{\"name\":\"a\\u0000MARKER0KEY0MARKER\"}|/name",
                "{\"name\":\"a\",\"type\":\"MARKER0KEY0MARKER\"}|/type",
                "{\"name\":\"a\",\"keyferry\":7}|/keyferry",
                "{\"name\":\"a\",\"keyferry\":{\"id\":\"MARKER0KEY0MARKER\"}}|/keyferry/id",
                "{\"name\":\"a\",\"keyferry\":{\"number\":0}}|/keyferry/number",
                "{\"name\":\"a\",\"keyferry\":{\"number\":1.5}}|/keyferry/number",
                "{\"name\":\"a\",\"keyferry\":{\"number\":\"1\"}}|/keyferry/number",
                "{\"name\":\"a\",\"keyferry\":{\"number\":99999999999999999999}}|/keyferry/number",
            })
    void pointsAtWhatIsWrong(String body, String pointer) {
        Bodies.assertRefused(AccountBody::read, body, pointer);
    }
}
