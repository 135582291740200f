package dev.factoryfactory.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what was refused before a controller was found, in the same form as all else. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
    var status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    var problem = Problems.of(status, Problems.codeOf(status.value()), status.getReasonPhrase());
    return ResponseEntity.status(status).body(problem);
  }

  /** Asked for directly, the path is as unknown as any other. */
  private static HttpStatus status(Object code) {
    return code instanceof Integer number ? HttpStatus.valueOf(number) : HttpStatus.NOT_FOUND;
  }
}
