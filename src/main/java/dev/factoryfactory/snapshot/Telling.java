package dev.factoryfactory.snapshot;

/** Takes each delta of a project, in order. */
@FunctionalInterface
interface Telling {

  void tell(ProjectSnapshot snapshot, byte[] delta);

  /**
   * Says that a delta was told.
   *
   * @param nanos from the first change in it until now
   */
  default void told(long nanos) {}
}
