package dev.factoryfactory.kernel;

import java.util.Map;

/**
 * A refusal that the caller can understand and act on: a stable code, one clear sentence, facts.
 */
public class DomainException extends RuntimeException {

  private final ErrorCode code;
  private final transient Map<String, Object> facts;

  public DomainException(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  /**
   * @param facts values that help the caller, shown beside the code in a problem's JSON
   */
  public DomainException(ErrorCode code, String message, Map<String, Object> facts) {
    super(message);
    this.code = code;
    this.facts = Map.copyOf(facts);
  }

  public ErrorCode code() {
    return code;
  }

  public Map<String, Object> facts() {
    return facts;
  }

  /** The message, which is never absent here. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
