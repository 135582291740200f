package dev.factoryfactory.platform.settings;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the user has chosen for the whole server. */
@Service
public class Settings {

  private final SettingRepository repository;

  Settings(SettingRepository repository) {
    this.repository = repository;
  }

  /** The name of the agent for a workspace that names none; it may since have been removed. */
  @Transactional(readOnly = true)
  public Optional<String> defaultAgent() {
    return value(Setting.DEFAULT_AGENT);
  }

  /** What agents may do without asking, where nothing else says so. */
  @Transactional(readOnly = true)
  public Optional<String> defaultPermissions() {
    return value(Setting.DEFAULT_PERMISSIONS);
  }

  /** What the names of new branches begin with, to be put before the rest as it is. */
  @Transactional(readOnly = true)
  public Optional<String> branchPrefix() {
    return value(Setting.BRANCH_PREFIX);
  }

  /**
   * Changes the named settings and leaves the others.
   *
   * @param changes new values by name; {@code null} goes back to none
   * @throws DomainException {@link ErrorCode#INVALID_INPUT} when a name or value is none; nothing
   *     is changed then
   */
  @Transactional
  void change(Map<String, @Nullable String> changes) {
    changes.forEach(
        (name, value) -> {
          var setting = setting(name);
          if (value == null) {
            repository.remove(setting.wireName());
          } else {
            repository.put(setting.wireName(), checked(setting, value));
          }
        });
  }

  private Optional<String> value(Setting setting) {
    return Optional.ofNullable(repository.all().get(setting.wireName()));
  }

  private static Setting setting(String name) {
    return Setting.named(name)
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.INVALID_INPUT, "There is no setting '%s'.".formatted(name)));
  }

  private static String checked(Setting setting, String value) {
    if (!setting.allows(value)) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT,
          "%s must be %s.".formatted(setting.wireName(), setting.meaning()),
          Map.of("field", setting.wireName()));
    }
    return value;
  }
}
