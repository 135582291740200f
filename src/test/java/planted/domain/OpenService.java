package planted.domain;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.Query;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;

/** Breaks nearly every rule of the house, on purpose. */
@NullMarked
public class OpenService {

  @Autowired private String injected = "";

  @GetMapping("/planted")
  HttpStatus webInTheDomain() {
    return HttpStatus.OK;
  }

  @Query("select 1")
  Instant ownQueryAndOwnClock() {
    return Instant.now();
  }

  Process ownProcess() throws IOException {
    return new ProcessBuilder("true").start();
  }

  @EventListener
  void handleSomething(String event) {
    injected = event;
  }

  String injected() {
    return injected;
  }

  void sleeps() throws InterruptedException {
    Thread.sleep(1);
  }
}
