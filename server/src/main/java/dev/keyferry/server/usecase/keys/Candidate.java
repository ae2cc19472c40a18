package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;

/** A key with everything that is known of it before the store is asked. */
public record Candidate(Psk psk, Fingerprint fingerprint, KeyAssessment assessment) {}
