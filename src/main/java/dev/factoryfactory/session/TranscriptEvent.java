package dev.factoryfactory.session;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a session's transcript.
 *
 * @param sequence counts from 1 within the session, without gaps
 * @param type one of the names in the interface's table of events
 * @param data the type's fields; texts in it come from the agent
 */
public record TranscriptEvent(long sequence, String type, Instant at, JsonNode data) {}
