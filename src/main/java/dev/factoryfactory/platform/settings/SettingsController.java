package dev.factoryfactory.platform.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings over HTTP. */
@RestController
@RequestMapping("/api/settings")
class SettingsController {

  private final Settings settings;

  SettingsController(Settings settings) {
    this.settings = settings;
  }

  @GetMapping
  SettingsResponse get() {
    return new SettingsResponse(
        settings.defaultAgent().orElse(null),
        settings.defaultPermissions().orElse(null),
        settings.branchPrefix().orElse(null));
  }

  /** A map and not a record: a name that is absent and one that is null mean different things. */
  @PatchMapping
  SettingsResponse change(@RequestBody Map<String, @Nullable String> changes) {
    settings.change(changes);
    return get();
  }

  record SettingsResponse(
      @Nullable String defaultAgent,
      @Nullable String defaultPermissions,
      @Nullable String branchPrefix) {}
}
