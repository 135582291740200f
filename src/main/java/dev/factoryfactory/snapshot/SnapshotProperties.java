package dev.factoryfactory.snapshot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param reconcileInterval how long after one comparison with the owners the next begins
 * @param coalesce how long further changes wait for each other after one was sent
 * @param settle how long an event may be under way before its absence counts as drift
 * @param keep how long a project that nobody looks at is held
 */
@ConfigurationProperties("factory-factory.snapshot")
record SnapshotProperties(
    @DefaultValue("60s") Duration reconcileInterval,
    @DefaultValue("50ms") Duration coalesce,
    @DefaultValue("500ms") Duration settle,
    @DefaultValue("10m") Duration keep) {}
