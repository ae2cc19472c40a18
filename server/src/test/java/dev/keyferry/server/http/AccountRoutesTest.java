package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountRoutesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void createsAnAccountAndShowsIt() throws Exception {
        Reply created = api.post("/accounts", "{\"name\":\"Acme\"}").assertSuccess();
        assertThat(created.result().propertyNames())
                .containsExactlyInAnyOrder("id", "name", "type", "created_on", "keyferry");
        assertThat(created.result().path("type").asString()).isEqualTo("standard");
        assertThat(created.result().path("created_on").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        String id = created.result().path("id").asString();
        assertThat(api.get("/accounts/" + id).assertSuccess().result()).isEqualTo(created.result());
    }

    @Test
    void keepsAnIdAndANumberAndRefusesThemTwice() throws Exception {
        String body = "{\"name\":\"%s\",\"keyferry\":{\"id\":\"%s\",\"number\":%d}}";
        Reply created = api.post("/accounts", body.formatted("one", ID, 4711)).assertSuccess();
        assertThat(created.result().path("id").asString()).isEqualTo(ID);
        assertThat(created.result().path("keyferry").path("number").asLong()).isEqualTo(4711);
        api.post("/accounts", body.formatted("two", ID, 4712)).assertFailure(400, 1022);
        api.post("/accounts", body.formatted("two", ID.replace('0', '1'), 4711))
                .assertFailure(400, 1022);
    }

    @Test
    void listsAccountsInPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            api.createAccount("account-" + i);
        }
        Reply page = api.get("/accounts?page=2&per_page=2").assertSuccess();
        assertThat(page.result()).hasSize(1);
        assertThat(page.json().path("result_info").toString())
                .isEqualTo(
                        "{\"page\":2,\"per_page\":2,\"count\":1,\"total_count\":3,\"total_pages\":2}");
        assertThat(api.get("/accounts").result()).hasSize(3);
        assertThat(api.get("/accounts?page=3&per_page=2").assertSuccess().result()).isEmpty();
        api.get("/accounts?per_page=0").assertFailure(400, 1022);
        api.get("/accounts?page=x").assertFailure(400, 1022);
        api.get("/accounts?page=1&page=2").assertFailure(400, 1022);
    }

    @Test
    void answersAnUnknownAccountAndAMalformedIdAlike() throws Exception {
        api.get("/accounts/" + ID).assertFailure(404, 7003);
        api.get("/accounts/xyz").assertFailure(404, 7003);
        api.get("/accounts/" + ID.toUpperCase(Locale.ROOT)).assertFailure(404, 7003);
        api.get("/accounts/" + ID + "/magic/ipsec_tunnels").assertFailure(404, 7003);
    }

    @Test
    void knowsNoDryRun() throws Exception {
        api.post("/accounts?validate_only=true", "{\"name\":\"a\"}").assertFailure(400, 1022);
        assertThat(api.get("/accounts").result()).isEmpty();
    }
}
