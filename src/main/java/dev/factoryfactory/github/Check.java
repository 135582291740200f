package dev.factoryfactory.github;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check run, or a status of the older kind. Also its JSON on the wire.
 *
 * @param id GitHub's number of a check run, which is its job's for Actions; {@code null} of a
 *     status
 * @param value what it says, in GitHub's words and capital letters: a conclusion once it ended,
 *     else its status
 * @param origin who runs it: app, workflow and event; checks of one name and origin are runs of one
 *     check
 * @param run the workflow run, which all its attempts share
 */
record Check(
    @Nullable Long id,
    String name,
    String value,
    @Nullable String url,
    @JsonIgnore String origin,
    @Nullable Long run,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {}
