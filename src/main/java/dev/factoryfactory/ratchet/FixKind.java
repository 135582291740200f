package dev.factoryfactory.ratchet;

/** What a fixer is sent for. */
enum FixKind {
  CI("failed checks", RatchetState.FIXING_CI),
  CONFLICT("a merge conflict", RatchetState.FIXING_CONFLICT),
  REVIEW("review feedback", RatchetState.FIXING_REVIEW);

  private final String words;
  private final RatchetState state;

  FixKind(String words, RatchetState state) {
    this.words = words;
    this.state = state;
  }

  /** As it stands in a sentence. */
  String words() {
    return words;
  }

  RatchetState state() {
    return state;
  }
}
