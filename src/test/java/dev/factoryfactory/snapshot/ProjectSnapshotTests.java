package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.NOON;
import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static dev.factoryfactory.snapshot.Samples.git;
import static dev.factoryfactory.snapshot.Samples.in;
import static dev.factoryfactory.snapshot.Samples.named;
import static dev.factoryfactory.snapshot.Samples.ready;
import static dev.factoryfactory.snapshot.Samples.sessions;
import static dev.factoryfactory.snapshot.Samples.summary;
import static dev.factoryfactory.snapshot.Samples.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProjectSnapshotTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> deltas = new ArrayList<>();
  private final Graveyard graveyard = new Graveyard();
  private final ProjectSnapshot snapshot = create();

  private ProjectSnapshot create() {
    return new ProjectSnapshot(
        PROJECT,
        new EntryWriter(JSON),
        graveyard,
        Clock.fixed(NOON, ZoneOffset.UTC),
        (_, json) -> deltas.add(JSON.readTree(json)));
  }

  @Test
  void whatWasRemovedStaysAwayAlsoWhenItsProjectIsLoadedAnew() {
    load(ready(1, 5));
    snapshot.remove(Samples.workspace(1), "test");

    var anew = create();
    anew.load(reader -> reader.accept(ready(1, 6)));

    assertThat(anew.accept(ready(1, 7), "late")).isFalse();
    assertThat(anew.entries()).isEmpty();
  }

  @Test
  void aNewerRevisionReplacesAnOlderOneAndNothingElseDoes() {
    load(ready(1, 5));

    assertThat(snapshot.accept(named(1, 6, "newer"), "test")).isTrue();
    assertThat(snapshot.accept(named(1, 6, "twice"), "test")).isFalse();
    assertThat(snapshot.accept(named(1, 4, "late"), "test")).isFalse();
    assertThat(onlyEntry().name()).isEqualTo("newer");
  }

  @Test
  void facetsOfDifferentKindsDoNotCompare() {
    load(ready(1, 50));

    assertThat(snapshot.accept(git(1, 1, 2), "test")).isTrue();
    assertThat(onlyEntry().git()).isNotNull();
  }

  @Test
  void aFacetWithoutItsWorkspaceWaits() {
    load();
    snapshot.accept(git(1, 1, 2), "GitFacetChanged");
    snapshot.tell();
    assertThat(deltas).isEmpty();
    snapshot.accept(git(1, 2, 3), "GitFacetChanged");
    snapshot.accept(ready(1, 1), "WorkspaceFacetChanged");

    assertThat(onlyEntry().git()).isNotNull();
    assertThat(onlyEntry().source()).isEqualTo("GitFacetChanged+WorkspaceFacetChanged");
  }

  @Test
  void anArchivedWorkspaceLeavesAndNothingLateBringsItBack() {
    load(ready(1, 1));
    snapshot.accept(in(1, 3, WorkspaceStatus.ARCHIVED), "test");
    snapshot.tell();

    snapshot.accept(in(1, 2, WorkspaceStatus.ARCHIVING), "late");
    snapshot.accept(git(1, 9, 1), "late");
    snapshot.tell();

    assertThat(snapshot.entries()).isEmpty();
    assertThat(deltas).hasSize(1);
    assertThat(deltas.getFirst().path("removed").path(0).asString())
        .isEqualTo(workspace(1).toString());
  }

  @Test
  void aRestoredWorkspaceComesBackWithAllItHad() {
    load(ready(1, 1), git(1, 1, 7));
    snapshot.accept(in(1, 2, WorkspaceStatus.ARCHIVED), "test");
    snapshot.tell();

    snapshot.accept(ready(1, 3), "test");

    assertThat(onlyEntry().git()).isNotNull();
    assertThat(onlyEntry().version()).isEqualTo(2);
  }

  @Test
  void aRemovedWorkspaceNeverComesBack() {
    load(ready(1, 1));
    snapshot.remove(workspace(1), "WorkspaceRemoved");

    assertThat(snapshot.accept(ready(1, 99), "late")).isFalse();
    assertThat(snapshot.entries()).isEmpty();
  }

  @Test
  void removalIsKnownEvenBeforeTheWorkspaceIs() {
    snapshot.remove(workspace(1), "WorkspaceRemoved");
    load(ready(1, 1));

    assertThat(snapshot.entries()).isEmpty();
  }

  @Test
  void anEventDuringLoadingIsNotLost() {
    snapshot.load(
        reader -> {
          reader.accept(named(1, 1, "as read"));
          snapshot.accept(named(1, 2, "newer"), "event");
          snapshot.accept(named(2, 5, "newer than will be read"), "event");
          reader.accept(named(2, 4, "as read"));
          snapshot.tell();
        });

    assertThat(snapshot.entries())
        .extracting(Entry::name)
        .contains("newer", "newer than will be read");
    assertThat(deltas).isEmpty();
    assertThat(snapshot.full().sequence()).isZero();
  }

  @Test
  void aFailedLoadIsTriedAgain() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                snapshot.load(
                    reader -> {
                      reader.accept(ready(1, 1));
                      throw new IllegalStateException("database gone");
                    }));
    assertThat(snapshot.isLoaded()).isFalse();

    load(ready(1, 1), ready(2, 1));

    assertThat(snapshot.entries()).hasSize(2);
  }

  @Test
  void changesTillTheNextTellingAreOneDelta() {
    load(ready(1, 1), ready(2, 1));
    snapshot.accept(named(1, 2, "a"), "test");
    snapshot.accept(named(1, 3, "b"), "test");
    snapshot.accept(git(2, 1, 4), "test");
    snapshot.tell();

    assertThat(deltas).hasSize(1);
    assertThat(deltas.getFirst().path("from").asLong()).isZero();
    assertThat(deltas.getFirst().path("to").asLong()).isEqualTo(1);
    assertThat(deltas.getFirst().path("changed")).hasSize(2);
    assertThat(deltas.getFirst().path("changed").path(0).path("version").asLong()).isEqualTo(2);
  }

  @Test
  void whatShowsNoDifferenceTellsNothing() {
    load(ready(1, 1), git(1, 1, 4));
    snapshot.accept(ready(1, 2), "test");
    snapshot.accept(git(1, 2, 4, 0, false, NOON.plusSeconds(60)), "test");
    snapshot.tell();

    assertThat(deltas).isEmpty();
    assertThat(onlyEntry().version()).isEqualTo(1);
    assertThat(snapshot.accept(named(1, 2, "late"), "late")).as("revisions count").isFalse();
  }

  @Test
  void thereAndBackAgainTellsNothing() {
    load(named(1, 1, "a"));
    snapshot.accept(named(1, 2, "b"), "test");
    snapshot.accept(named(1, 3, "a"), "test");
    snapshot.tell();

    assertThat(deltas).isEmpty();
  }

  @Test
  void anAnswerIsUpToDateAndItsSequenceSaysSo() {
    load(ready(1, 1));
    snapshot.accept(named(1, 2, "now"), "test");

    var answer = snapshot.full();

    assertThat(new String(answer.json(), StandardCharsets.UTF_8)).contains("now");
    assertThat(answer.sequence()).isEqualTo(1);
    assertThat(deltas).hasSize(1);
  }

  @Test
  void theSameStateIsWrittenOnce() {
    load(ready(1, 1));

    assertThat(snapshot.full().json()).isSameAs(snapshot.full().json());
  }

  @Test
  void whoMissedSomethingGetsWhatCameAfter() {
    load(ready(1, 1), ready(2, 1), ready(3, 1));
    var replica = new Replica();
    replica.take(snapshot.full().json());
    snapshot.accept(named(1, 2, "a"), "test");
    snapshot.tell();
    snapshot.remove(workspace(2), "test");
    snapshot.tell();
    snapshot.accept(named(1, 3, "b"), "test");
    snapshot.tell();

    var missed = snapshot.since(replica.epoch(), replica.sequence());
    replica.take(missed.json());

    var delta = JSON.readTree(missed.json());
    assertThat(delta.path("from").asLong()).isZero();
    assertThat(delta.path("to").asLong()).isEqualTo(3);
    assertThat(delta.path("changed")).hasSize(1);
    assertThat(delta.path("removed")).hasSize(1);
    assertThat(replica.entries()).hasSize(2);
  }

  @Test
  void anUnknownPlaceInTimeGetsEverything() {
    load(ready(1, 1));
    var epoch = snapshot.full().epoch();

    assertThat(isFull(snapshot.since("another epoch", 0))).isTrue();
    assertThat(isFull(snapshot.since(epoch, 7))).isTrue();
    assertThat(isFull(snapshot.since(epoch, -1))).isTrue();
    assertThat(isFull(snapshot.since(epoch, 0))).isFalse();
  }

  @Test
  void derivedValuesFollowTheFacets() {
    load(ready(1, 1), sessions(1, 1, summary(1, SessionStatus.WORKING)));
    assertThat(onlyEntry().kanbanColumn()).isEqualTo(KanbanColumn.WORKING);

    snapshot.accept(sessions(1, 2, summary(1, SessionStatus.FAILED)), "test");

    assertThat(onlyEntry().statusReason().code()).isEqualTo(ReasonCode.SESSION_ERROR);
    assertThat(onlyEntry().kanbanColumn()).isEqualTo(KanbanColumn.WAITING);
    assertThat(onlyEntry().isWorking()).isFalse();
  }

  private void load(Facet... facets) {
    snapshot.load(reader -> List.of(facets).forEach(reader));
  }

  private Entry onlyEntry() {
    assertThat(snapshot.entries()).hasSize(1);
    return snapshot.entries().getFirst();
  }

  private static boolean isFull(Answer answer) {
    return JSON.readTree(answer.json()).has("entries");
  }
}
