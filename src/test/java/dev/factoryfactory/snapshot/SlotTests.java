package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.NOON;
import static dev.factoryfactory.snapshot.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SlotTests {

  private final Slot slot = new Slot();
  private final EntryWriter writer = new EntryWriter(JsonMapper.builder().build());

  @Test
  void whatIsGoneForGoodTakesNothingMore() {
    slot.accept(ready(1, 1), "load", NOON);
    slot.remove("WorkspaceRemoved");

    assertThat(slot.isNewer(ready(1, 99))).isFalse();
    assertThat(slot.accept(ready(1, 99), "late", NOON)).isFalse();
    assertThat(slot.remove("again")).isFalse();
    assertThat(slot.tell(1, NOON, writer)).as("was never told of").isFalse();
  }

  @Test
  void remembersWhichDeltaToldOfItLast() {
    slot.accept(ready(1, 1), "load", NOON);
    slot.tell(4, NOON, writer);
    slot.accept(ready(1, 2), "shows no difference", NOON);
    slot.tell(5, NOON, writer);

    assertThat(slot.toldIn()).isEqualTo(4);

    slot.remove("WorkspaceRemoved");
    assertThat(slot.tell(6, NOON, writer)).isTrue();
    assertThat(slot.toldIn()).isEqualTo(6);
  }
}
