package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Terminals over HTTP; what they show goes over {@link TerminalSocket}. */
@RestController
@RequestMapping("/api")
class TerminalController {

  private final TerminalFacade terminals;

  TerminalController(TerminalFacade terminals) {
    this.terminals = terminals;
  }

  @GetMapping("/workspaces/{id}/terminals")
  List<Terminal> list(@PathVariable String id) {
    return terminals.list(WorkspaceId.parse(id));
  }

  @PostMapping("/workspaces/{id}/terminals")
  ResponseEntity<Terminal> create(
      @PathVariable String id, @RequestBody(required = false) @Nullable NewTerminal body) {
    var wish = body == null ? new NewTerminal(null, null, null) : body;
    var terminal =
        terminals.create(WorkspaceId.parse(id), wish.name(), wish.columns(), wish.rows());
    return ResponseEntity.created(URI.create("/api/terminals/" + terminal.id())).body(terminal);
  }

  @GetMapping("/terminals/{id}")
  Terminal get(@PathVariable String id) {
    return terminals.get(id);
  }

  @PatchMapping("/terminals/{id}")
  Terminal rename(@PathVariable String id, @RequestBody Rename body) {
    if (body.name() == null) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "A required field is missing.");
    }
    return terminals.rename(id, body.name());
  }

  @DeleteMapping("/terminals/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void close(@PathVariable String id) {
    terminals.close(id);
  }

  record NewTerminal(@Nullable String name, @Nullable Integer columns, @Nullable Integer rows) {}

  record Rename(@Nullable String name) {}
}
