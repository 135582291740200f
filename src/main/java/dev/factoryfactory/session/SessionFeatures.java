package dev.factoryfactory.session;

import dev.factoryfactory.session.Session.Abilities;
import dev.factoryfactory.session.Session.Choice;
import dev.factoryfactory.session.Session.Command;
import dev.factoryfactory.session.Session.Usage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an agent offers and last reported of itself. */
record SessionFeatures(
    List<Choice> modes,
    List<Choice> models,
    List<Command> commands,
    Abilities abilities,
    @Nullable Usage usage) {

  private static final Abilities LEAST = new Abilities(false, false, false);

  static final SessionFeatures NONE =
      new SessionFeatures(List.of(), List.of(), List.of(), LEAST, null);

  SessionFeatures {
    // Absent in what was stored before agents were asked for it.
    abilities = Objects.requireNonNullElse(abilities, LEAST);
  }

  SessionFeatures withModes(List<Choice> offered) {
    return new SessionFeatures(List.copyOf(offered), models, commands, abilities, usage);
  }

  SessionFeatures withModels(List<Choice> offered) {
    return new SessionFeatures(modes, List.copyOf(offered), commands, abilities, usage);
  }

  SessionFeatures withCommands(List<Command> offered) {
    return new SessionFeatures(modes, models, List.copyOf(offered), abilities, usage);
  }

  SessionFeatures withAbilities(Abilities told) {
    return new SessionFeatures(modes, models, commands, told, usage);
  }

  SessionFeatures withUsage(Usage reported) {
    return new SessionFeatures(modes, models, commands, abilities, reported);
  }
}
