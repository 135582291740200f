package dev.factoryfactory.session;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** An id that is unique within its session. */
@Embeddable
record OwnedId(UUID sessionId, String id) implements Serializable {}
