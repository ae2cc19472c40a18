package dev.keyferry.feed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values and random damage. A run prints its seed; {@code -Dkeyferry.test.jvm=-Dseed=N}
 * repeats it.
 */
class CodecFuzzTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int ROUNDS = 300;
    private static final int MAX_DAMAGES = 4;

    /** Bytes that reading may take for each byte of input, and once. */
    private static final long ALLOCATED_PER_BYTE = 100;

    private static final long ALLOCATED_ONCE = 100_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A codec with a maker of values for it. */
    record Subject<T>(
            String name,
            Function<RandomFeed, T> make,
            Function<T, byte[]> encode,
            Function<byte[], T> decode,
            int maxBytes) {
        byte[] form(RandomFeed feed) {
            return encode.apply(make.apply(feed));
        }

        byte[] again(byte[] form) {
            return encode.apply(decode.apply(form));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Subject<?>> subjects() {
        return Stream.of(
                new Subject<TunnelRecord>(
                        "record",
                        feed -> feed.record(new Revision(7)),
                        RecordCodec::encode,
                        RecordCodec::decode,
                        RecordCodec.MAX_BYTES),
                new Subject<SealedDataKey>(
                        "data key",
                        RandomFeed::dataKey,
                        DataKeyCodec::encode,
                        DataKeyCodec::decode,
                        DataKeyCodec.MAX_BYTES),
                new Subject<PollAnswer>(
                        "page",
                        RandomFeed::page,
                        PageCodec::encode,
                        PageCodec::decode,
                        PageCodec.MAX_BYTES),
                new Subject<Report>(
                        "report",
                        RandomFeed::report,
                        ReportCodec::encode,
                        ReportCodec::decode,
                        ReportCodec.MAX_BYTES),
                new Subject<Poll>(
                        "poll",
                        RandomFeed::poll,
                        PollCodec::encode,
                        PollCodec::decode,
                        PollCodec.MAX_BYTES),
                new Subject<Evidence>(
                        "evidence",
                        RandomFeed::evidence,
                        EvidenceCodec::encode,
                        EvidenceCodec::decode,
                        EvidenceCodec.MAX_BYTES),
                new Subject<Resealed>(
                        "resealed",
                        RandomFeed::resealed,
                        ResealCodec::encode,
                        ResealCodec::decode,
                        ResealCodec.MAX_BYTES),
                new Subject<ResealWork>(
                        "reseal work",
                        RandomFeed::resealWork,
                        ResealCodec::encode,
                        ResealCodec::decodeWork,
                        ResealCodec.MAX_WORK_BYTES),
                new Subject<ReauthQuestion>(
                        "reauth question",
                        RandomFeed::reauthQuestion,
                        ReauthCodec::encode,
                        ReauthCodec::decodeQuestion,
                        ReauthCodec.MAX_QUESTION_BYTES),
                new Subject<ReauthOrders>(
                        "reauth orders",
                        RandomFeed::reauthOrders,
                        ReauthCodec::encode,
                        ReauthCodec::decodeOrders,
                        ReauthCodec.MAX_ORDERS_BYTES),
                new Subject<ReauthOutcome>(
                        "reauth outcome",
                        RandomFeed::reauthOutcome,
                        ReauthCodec::encode,
                        ReauthCodec::decodeOutcome,
                        ReauthCodec.MAX_OUTCOME_BYTES),
                new Subject<HeadQuestion>(
                        "head question",
                        RandomFeed::headQuestion,
                        WitnessCodec::encode,
                        WitnessCodec::decodeQuestion,
                        WitnessCodec.MAX_QUESTION_BYTES),
                new Subject<HeadAnswer>(
                        "head answer",
                        RandomFeed::headAnswer,
                        WitnessCodec::encode,
                        WitnessCodec::decodeAnswer,
                        WitnessCodec.MAX_ANSWER_BYTES));
    }

    private final Random random = new Random(SEED);
    private final RandomFeed feed = new RandomFeed(random);

    @BeforeAll
    static void printSeed() {
        System.out.println("CodecFuzzTest: seed " + SEED);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <T> void valueComesBackAsItWas(Subject<T> subject) {
        for (int round = 0; round < ROUNDS; round++) {
            T value = subject.make().apply(feed);
            byte[] form = subject.encode().apply(value);

            assertThat(subject.decode().apply(form)).as("seed %d", SEED).isEqualTo(value);
            assertThat(form.length).isLessThanOrEqualTo(subject.maxBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void formThatIsCutShortAnywhereIsRefused(Subject<?> subject) {
        byte[] form = subject.form(feed);
        for (int length = 0; length < form.length; length++) {
            byte[] cut = Arrays.copyOf(form, length);

            assertThatThrownBy(() -> subject.decode().apply(cut))
                    .as("seed %d, %d bytes", SEED, length)
                    .isInstanceOf(MalformedFeed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void damagedFormIsRefusedOrIsTheOneFormOfAnotherValue(Subject<?> subject) {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] form = subject.form(feed);
            for (int damages = 1 + random.nextInt(MAX_DAMAGES); damages > 0; damages--) {
                form = damaged(form);
            }
            requireRefusedOrExact(subject, form);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void formWithAnyBitFlippedIsRefusedOrIsTheOneFormOfAnotherValue(Subject<?> subject) {
        byte[] form = subject.form(feed);
        for (int bit = 0; bit < form.length * 8; bit++) {
            byte[] flipped = form.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            requireRefusedOrExact(subject, flipped);
        }
    }

    private void requireRefusedOrExact(Subject<?> subject, byte[] form) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        byte[] again;
        try {
            again = subject.again(form);
        } catch (MalformedFeed e) {
            again = form;
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(again).as("seed %d", SEED).isEqualTo(form);
        assertThat(allocated)
                .as("bytes allocated for %d of input, seed %d", form.length, SEED)
                .isLessThan(ALLOCATED_ONCE + ALLOCATED_PER_BYTE * form.length);
    }

    private byte[] damaged(byte[] form) {
        int at = random.nextInt(Math.max(1, form.length));
        byte[] head = Arrays.copyOf(form, at);
        byte[] tail = Arrays.copyOfRange(form, at, form.length);
        return switch (random.nextInt(5)) {
            case 0 -> join(head, replaced(tail, (byte) random.nextInt()));
            case 1 -> join(head, replaced(tail, (byte) 0xff));
            case 2 -> join(head, replaced(tail, (byte) 0));
            case 3 -> join(join(head, new byte[1 + random.nextInt(9)]), tail);
            default -> join(head, Arrays.copyOfRange(tail, tail.length / 2, tail.length));
        };
    }

    private static byte[] replaced(byte[] bytes, byte first) {
        byte[] replaced = bytes.clone();
        if (replaced.length > 0) {
            replaced[0] = first;
        }
        return replaced;
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}
