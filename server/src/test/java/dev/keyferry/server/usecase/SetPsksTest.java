package dev.keyferry.server.usecase;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.KeysCase;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.SetPsks.Answer;
import dev.keyferry.server.usecase.SetPsks.Applied;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetPsksTest extends KeysCase {
    @Test
    void tellsTheFateOfEveryEntryInTheOrderOfTheRequest() throws InterruptedException {
        TunnelId unknown = new TunnelId("f".repeat(32));
        Answer answer =
                set(
                        entry(tunnels.get(2), STRONG),
                        new PskEntry("not an id", Deployed.key(STRONG)),
                        entry(unknown, STRONG),
                        entry(tunnels.get(1), "short"),
                        entry(tunnels.get(0), OTHER));

        assertThat(answer.applied().sequencedKeySet())
                .containsExactly(tunnels.get(2).value(), tunnels.get(0).value());
        assertThat(answer.unapplied())
                .containsExactly(
                        Map.entry("not an id", UnappliedReason.UNKNOWN_TUNNEL),
                        Map.entry(unknown.value(), UnappliedReason.UNKNOWN_TUNNEL),
                        Map.entry(tunnels.get(1).value(), UnappliedReason.KEY_TOO_SHORT));
        Applied first = applied(answer, tunnels.get(2));
        assertThat(first.ipsecId()).isEqualTo("1000_" + tunnels.get(2));
        assertThat(first.lastGeneratedOn()).isPresent();
        assertThat(first.psk().toString()).doesNotContain(STRONG);
    }

    @Test
    void sealsWhatOnlyTheGatewayOpens() throws InterruptedException {
        set(entry(tunnels.get(0), STRONG), entry(tunnels.get(1), OTHER));

        TestGateway gateway = gateway('a');
        gateway.pull(Optional.of(server.opener()));

        assertThat(gateway.keys())
                .containsEntry(tunnels.get(0), STRONG)
                .containsEntry(tunnels.get(1), OTHER)
                .hasSize(2);
    }

    @Test
    void replacesNoKeyThatIsNewerThanWhatWasChecked() throws InterruptedException {
        set(
                entry(tunnels.get(0), OTHER),
                entry(tunnels.get(1), OTHER),
                entry(tunnels.get(2), OTHER));
        Revision checked =
                server.set(account, List.of(entry(tunnels.get(0), STRONG)), Mode.VALIDATE_ONLY)
                        .head();
        set(entry(tunnels.get(1), OTHER + "1"));
        server.useCases().removePsk().remove(server.caller(), account, tunnels.get(2), Mode.APPLY);

        for (int i = 0; i < 2; i++) {
            Answer answer =
                    server.useCases()
                            .setPsks()
                            .setAsChecked(
                                    server.caller(),
                                    account,
                                    List.of(
                                            entry(tunnels.get(0), STRONG),
                                            entry(tunnels.get(1), STRONG),
                                            entry(tunnels.get(2), STRONG)),
                                    checked);
            assertThat(answer.applied().sequencedKeySet()).containsExactly(tunnels.get(0).value());
            assertThat(version(answer, 0)).isEqualTo(new PskVersion(2));
            assertThat(answer.unapplied())
                    .containsExactly(
                            Map.entry(tunnels.get(1).value(), UnappliedReason.KEY_CHANGED),
                            Map.entry(tunnels.get(2).value(), UnappliedReason.KEY_CHANGED));
        }
    }

    @Test
    void refusesARequestThatIsWrongAsAWhole() {
        assertRefused(List.of(), "/psks");
        PskEntry twice = entry(tunnels.get(0), STRONG);
        assertRefused(List.of(twice, twice), "/psks/1/id");
        assertRefused(List.of(new PskEntry("x".repeat(33), Deployed.key(STRONG))), "/psks/0/id");
        assertRefused(entries(PskEntry.MAX_ENTRIES + 1), "/psks");
        assertThat(server.store().writer().head()).isEqualTo(Revision.NONE);
    }

    @Test
    void takesAsManyEntriesAndAsLongIdsAsItSays() throws InterruptedException {
        List<PskEntry> entries = entries(PskEntry.MAX_ENTRIES);

        assertThat(server.set(account, entries, Mode.APPLY).unapplied())
                .hasSize(PskEntry.MAX_ENTRIES);
    }

    @Test
    void refusesAnUnknownAccount() {
        AccountId unknown = new AccountId("0".repeat(32));
        List<PskEntry> entries = List.of(entry(tunnels.get(0), STRONG));

        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> server.set(unknown, entries, mode))
                    .isInstanceOf(Refusal.AccountNotFound.class);
        }
    }

    @Test
    void hidesTunnelsOfOtherAccounts() throws InterruptedException {
        AccountId other = server.account("other").id();

        Answer answer = server.set(other, tunnels.get(0), STRONG);

        assertThat(answer.unapplied()).containsKey(tunnels.get(0).value());
        assertThat(server.store().writer().head()).isEqualTo(Revision.NONE);
    }

    @Test
    void leavesAKeyThatIsTheSameAsNow() throws InterruptedException {
        Answer first = set(entry(tunnels.get(0), STRONG));
        Answer again = set(entry(tunnels.get(0), STRONG));

        assertThat(applied(again, tunnels.get(0)).lastGeneratedOn())
                .isEqualTo(applied(first, tunnels.get(0)).lastGeneratedOn());
        assertThat(version(again, 0)).isEqualTo(new PskVersion(1));
        assertThat(server.store().writer().head()).isEqualTo(new Revision(1));

        assertThat(version(set(entry(tunnels.get(0), OTHER)), 0)).isEqualTo(new PskVersion(2));
        assertThat(version(set(entry(tunnels.get(0), STRONG)), 0)).isEqualTo(new PskVersion(3));
    }

    @Test
    void findsWeakKeysAndKeysThatComeTwice() throws InterruptedException {
        Answer answer =
                set(
                        entry(tunnels.get(0), "abcdefgh"),
                        entry(tunnels.get(1), STRONG),
                        entry(tunnels.get(2), STRONG));

        assertThat(findings(answer))
                .extracting(Notice::code, notice -> notice.pointer().orElse(""))
                .containsExactly(
                        tuple(Code.WEAK_KEY, "/psks/0/psk"), tuple(Code.SHARED_KEY, "/psks/2/psk"));
        assertThat(answer.toString()).doesNotContain("abcdefgh").doesNotContain(STRONG);
    }

    @Test
    void aDryRunAnswersTheSameAndComparesWithNothingStored() throws InterruptedException {
        set(entry(tunnels.get(0), STRONG));
        Revision before = server.store().writer().head();
        List<PskEntry> same = List.of(entry(tunnels.get(0), STRONG), entry(tunnels.get(1), "12"));
        List<PskEntry> different =
                List.of(entry(tunnels.get(0), OTHER), entry(tunnels.get(1), "12"));

        Answer dry = server.set(account, same, Mode.VALIDATE_ONLY);
        Answer other = server.set(account, different, Mode.VALIDATE_ONLY);

        assertThat(dry.unapplied())
                .isEqualTo(other.unapplied())
                .containsOnlyKeys(tunnels.get(1).value());
        assertThat(applied(dry, tunnels.get(0)).lastGeneratedOn())
                .isEqualTo(applied(other, tunnels.get(0)).lastGeneratedOn());
        assertThat(version(dry, 0)).isEqualTo(version(other, 0)).isEqualTo(new PskVersion(1));
        assertThat(dry.notices()).isEqualTo(other.notices()).isEmpty();
        assertThat(server.store().writer().head()).isEqualTo(before);
        Answer keyless =
                server.set(account, List.of(entry(tunnels.get(2), OTHER)), Mode.VALIDATE_ONLY);
        assertThat(applied(keyless, tunnels.get(2)).lastGeneratedOn()).isEmpty();
        assertThat(applied(keyless, tunnels.get(2)).status()).isEmpty();
    }

    private void assertRefused(List<PskEntry> entries, String pointer) {
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> server.set(account, entries, mode))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> {
                                assertThat(refusal.code()).isEqualTo(1022);
                                assertThat(refusal.pointer()).isEqualTo(pointer);
                            });
        }
    }

    private static List<PskEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PskEntry("%032d".formatted(i), Deployed.key(STRONG)))
                .toList();
    }

    private static List<Notice> findings(Answer answer) {
        List<Notice> findings = new ArrayList<>(answer.notices());
        findings.removeIf(notice -> notice.code() == Code.GATEWAY_SILENT);
        return findings;
    }
}
