package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.api.Answer;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.ApiMessage;
import dev.keyferry.app.api.Attempt;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Sums;
import dev.keyferry.app.api.Tunnel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the API about tunnels, and creates them. Confined to one thread. */
final class ImportRun {
    /** Tunnels of one call. Each is committed as a whole and waited for. */
    static final int BATCH = 200;

    /** The code of a finding that one key is that of several tunnels of the call. */
    private static final int SHARED_KEY = 19_102;

    private static final String NOT_CONFIRMED =
            "the server answered without it, so it is there with its key, or is not";

    private static final Pattern POINTER = Pattern.compile("/ipsec_tunnels/(\\d{1,9})(/.*)?");

    private final ApiClient api;
    private final String account;
    private final List<Import> imports;
    private final Consumer<Integer> progress;

    /** What the API said beside, as if all calls had been one. */
    private final Sums notes = new Sums();

    /**
     * A run that has done nothing yet.
     *
     * @param progress is told how many were dealt with
     */
    ImportRun(ApiClient api, String account, List<Import> planned, Consumer<Integer> progress) {
        this.api = api;
        this.account = account;
        this.imports = new ArrayList<>(planned);
        this.progress = progress;
    }

    boolean hasDoneSome() {
        return imports.stream().anyMatch(Import::isDone);
    }

    List<Import> imports() {
        return List.copyOf(imports);
    }

    List<String> notes() {
        return notes.texts();
    }

    /** Has the API say what it would refuse; nothing is changed. */
    void validate() {
        for (List<Integer> batch : batches(Import::isToCreate)) {
            List<Integer> asked = new ArrayList<>(batch);
            while (!asked.isEmpty() && isRefused(asked)) {
                asked.removeIf(index -> imports.get(index).isLeft());
            }
        }
        for (List<Integer> batch : batches(Import::isToKey)) {
            for (int index : batch) {
                if (changeKey(index, "?validate_only=true")
                        instanceof Attempt.Refused(List<ApiMessage> errors)) {
                    refuseKey(index, errors);
                }
            }
        }
    }

    /** Creates what is ready with its key, and gives keys to what is there without one. */
    void apply() {
        int done = 0;
        for (List<Integer> batch : batches(Import::isToCreate)) {
            create(batch);
            done += batch.size();
            progress.accept(done);
        }
        for (List<Integer> batch : batches(Import::isToKey)) {
            batch.forEach(this::setKey);
            done += batch.size();
            progress.accept(done);
        }
    }

    private boolean isRefused(List<Integer> asked) {
        return switch (attempt("?validate_only=true", asked)) {
            case Attempt.Done(Answer answer) -> {
                answer.messages().forEach(message -> remark(asked, message));
                yield false;
            }
            case Attempt.Refused(List<ApiMessage> errors) -> {
                errors.forEach(error -> refuse(asked, error));
                yield true;
            }
        };
    }

    private void refuse(List<Integer> asked, ApiMessage error) {
        Matcher pointer = POINTER.matcher(error.pointer());
        int place = pointer.matches() ? Integer.parseInt(pointer.group(1)) : asked.size();
        if (place >= asked.size()) {
            throw refusedWhole(error);
        }
        String member = String.valueOf(pointer.group(2));
        Problem problem =
                switch (member) {
                    case "/psk" -> Problem.KEY;
                    case "/name" -> Problem.NAME;
                    case "/keyferry/identities" -> Problem.IDENTITY;
                    default -> Problem.REFUSED;
                };
        change(asked.get(place), one -> one.with(problem, "refused: " + error.message()));
    }

    private void remark(List<Integer> asked, ApiMessage message) {
        Matcher pointer = POINTER.matcher(message.pointer());
        int place = pointer.matches() ? Integer.parseInt(pointer.group(1)) : asked.size();
        if (place >= asked.size()) {
            notes.add(message.line());
            return;
        }
        String text =
                message.code() == SHARED_KEY
                        ? "another tunnel has the same key: who learns it has both"
                        : message.message();
        change(asked.get(place), one -> one.withRemark(text));
    }

    private void create(List<Integer> batch) {
        switch (attempt("", batch)) {
            case Attempt.Refused(List<ApiMessage> errors) -> throw refusedWhole(errors.getFirst());
            case Attempt.Done(Answer answer) -> {
                Map<String, Tunnel> created = new LinkedHashMap<>();
                answer.result()
                        .path("ipsec_tunnels")
                        .forEach(json -> created.put(new Tunnel(json).name(), new Tunnel(json)));
                for (int index : batch) {
                    Tunnel tunnel = created.get(imports.get(index).candidate().name());
                    change(index, one -> told(one, Optional.ofNullable(tunnel)));
                }
                answer.messages().stream()
                        .filter(message -> message.pointer().isEmpty())
                        .forEach(message -> notes.add(message.line()));
            }
        }
    }

    private Attempt attempt(String query, List<Integer> batch) {
        byte[] body = Bodies.of(batch.stream().map(imports::get).toList());
        try {
            return api.attempt(Directory.tunnelsPath(account) + query, body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private void setKey(int index) {
        switch (changeKey(index, "")) {
            case Attempt.Refused(List<ApiMessage> errors) -> refuseKey(index, errors);
            case Attempt.Done(Answer answer) -> {
                Tunnel tunnel = new Tunnel(answer.result().path("modified_ipsec_tunnel"));
                change(
                        index,
                        one -> told(one, Optional.of(tunnel).filter(it -> it.key().isPresent())));
            }
        }
    }

    /** What the server says that it did; it has done no more than that. */
    private static Import told(Import one, Optional<Tunnel> done) {
        return done.map(one::done).orElseGet(() -> one.with(Problem.REFUSED, NOT_CONFIRMED));
    }

    private void refuseKey(int index, List<ApiMessage> errors) {
        change(index, left -> left.with(Problem.KEY, "refused: " + errors.getFirst().message()));
    }

    /**
     * Sets the key of a tunnel that has none. By an update, because that refuses one that the
     * tunnel had before: whoever took it away meant it.
     */
    private Attempt changeKey(int index, String query) {
        Import one = imports.get(index);
        String path = Directory.tunnelsPath(account) + "/" + one.there().orElseThrow().id();
        byte[] body = Bodies.ofKey(one.candidate().key().orElseThrow());
        try {
            return api.attemptChange(path + query, body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private void change(int index, UnaryOperator<Import> how) {
        imports.set(index, how.apply(imports.get(index)));
    }

    private List<List<Integer>> batches(Predicate<Import> which) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < imports.size(); i++) {
            if (which.test(imports.get(i))) {
                chosen.add(i);
            }
        }
        List<List<Integer>> batches = new ArrayList<>();
        for (int from = 0; from < chosen.size(); from += BATCH) {
            batches.add(chosen.subList(from, Math.min(from + BATCH, chosen.size())));
        }
        return batches;
    }

    private static Failure refusedWhole(ApiMessage error) {
        return new Failure(
                ExitCode.REFUSED,
                error.line(),
                "correct what the message names; the same command goes on with what is missing");
    }
}
