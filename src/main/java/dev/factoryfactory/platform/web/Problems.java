package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problem details: the one form in which a refusal leaves the server. */
@Component
final class Problems {

  private static final String TYPE = "urn:factory-factory:problem:";

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  static ProblemDetail of(DomainException refusal) {
    var problem = of(status(refusal.code().kind()), refusal.code(), refusal.detail());
    refusal.facts().forEach(problem::setProperty);
    return problem;
  }

  static ProblemDetail of(HttpStatus status, ErrorCode code, String detail) {
    return mark(ProblemDetail.forStatusAndDetail(status, detail), code);
  }

  /** Adds the stable code to a problem that something else made. */
  static ProblemDetail mark(ProblemDetail problem, ErrorCode code) {
    problem.setType(URI.create(TYPE + code.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    problem.setProperty("code", code);
    return problem;
  }

  /** Answers from a filter, where no controller is reached. */
  void write(HttpServletResponse response, ErrorCode code, String detail) throws IOException {
    var problem = of(status(code.kind()), code, detail);
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  /** The code for a status that the framework chose. */
  static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 409 -> ErrorCode.CONFLICT;
      default -> status < 500 ? ErrorCode.INVALID_INPUT : ErrorCode.INTERNAL_ERROR;
    };
  }

  private static HttpStatus status(ErrorCode.Kind kind) {
    return switch (kind) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case MISSING -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case LIMIT -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case UPSTREAM -> HttpStatus.BAD_GATEWAY;
      case FAULT -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
