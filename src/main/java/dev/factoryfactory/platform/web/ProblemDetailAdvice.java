package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The single place where a failure becomes an answer over HTTP. */
@RestControllerAdvice
class ProblemDetailAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemDetailAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> handle(DomainException refusal) {
    return answer(Problems.of(refusal));
  }

  @ExceptionHandler
  ResponseEntity<Object> handle(OptimisticLockingFailureException lostRace) {
    return answer(
        Problems.of(
            HttpStatus.CONFLICT,
            ErrorCode.CONFLICT,
            "Somebody else changed this at the same moment. Look again and repeat."));
  }

  @ExceptionHandler
  ResponseEntity<Object> handle(Exception fault) {
    log.error("A request failed", fault);
    return answer(
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            ErrorCode.INTERNAL_ERROR,
            "Something went wrong in the server. Its log says what."));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return refusalIn(mismatch)
        .map(refusal -> handle(refusal))
        .orElseGet(() -> super.handleTypeMismatch(mismatch, headers, status, request));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        Problems.of(HttpStatus.NOT_FOUND, ErrorCode.NOT_FOUND, "There is nothing at this path."));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return refusalIn(unreadable)
        .map(refusal -> handle(refusal))
        .orElseGet(
            () ->
                answer(
                    Problems.of(
                        HttpStatus.BAD_REQUEST,
                        ErrorCode.INVALID_INPUT,
                        "The body is not the JSON that this call takes.")));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var errors =
        invalid.getBindingResult().getFieldErrors().stream().map(ProblemDetailAdvice::describe);
    return answer(invalid(errors.toList()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var errors =
        invalid.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                describe(result.getMethodParameter().getParameterName(), error)));
    return answer(invalid(errors.toList()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var answer = super.handleExceptionInternal(exception, body, headers, status, request);
    if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
      Problems.mark(problem, Problems.codeOf(status.value()));
    }
    return answer;
  }

  private static ProblemDetail invalid(List<InvalidField> errors) {
    var problem =
        Problems.of(
            HttpStatus.BAD_REQUEST,
            ErrorCode.INVALID_INPUT,
            errors.isEmpty()
                ? "A value is not valid."
                : "%s %s.".formatted(errors.getFirst().field(), errors.getFirst().message()));
    problem.setProperty("errors", errors);
    return problem;
  }

  private static InvalidField describe(FieldError error) {
    return describe(error.getField(), error);
  }

  private static InvalidField describe(@Nullable String field, MessageSourceResolvable error) {
    return new InvalidField(
        Objects.requireNonNullElse(field, "value"),
        Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"));
  }

  /** Ids refuse a malformed text while it is converted, deep inside the framework. */
  private static Optional<DomainException> refusalIn(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(DomainException.class::isInstance)
        .map(DomainException.class::cast)
        .findFirst();
  }

  private static ResponseEntity<Object> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }

  record InvalidField(String field, String message) {}
}
