package dev.factoryfactory.session;

import dev.factoryfactory.session.Session.Choice;
import dev.factoryfactory.session.Session.Command;
import dev.factoryfactory.session.Session.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent offers and last reported of itself. */
record SessionFeatures(
    List<Choice> modes, List<Choice> models, List<Command> commands, @Nullable Usage usage) {

  static final SessionFeatures NONE = new SessionFeatures(List.of(), List.of(), List.of(), null);

  SessionFeatures withModes(List<Choice> offered) {
    return new SessionFeatures(List.copyOf(offered), models, commands, usage);
  }

  SessionFeatures withModels(List<Choice> offered) {
    return new SessionFeatures(modes, List.copyOf(offered), commands, usage);
  }

  SessionFeatures withCommands(List<Command> offered) {
    return new SessionFeatures(modes, models, List.copyOf(offered), usage);
  }

  SessionFeatures withUsage(Usage reported) {
    return new SessionFeatures(modes, models, commands, reported);
  }
}
