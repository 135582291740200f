package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is lost, late, doubled or out of order: after one comparison with the owners the
 * snapshot is the truth, and everybody who listened holds the same.
 */
class ConvergenceTests {

  @Property(tries = 500)
  void theSnapshotConvergesAndSoDoAllWhoListen(@ForAll("histories") List<Step> history) {
    var world = new World();
    history.forEach(step -> step.in(world));
    world.reconcile();
    world.tell();

    world.assertTruth();
    world.replicas().forEach(world::assertHoldsTheSame);
  }

  @Property(tries = 500)
  void noMomentShowsWhatIsGone(@ForAll("histories") List<Step> history) {
    var world = new World();
    for (var step : history) {
      step.in(world);
      assertThat(world.showsWhatIsGone()).isFalse();
    }
  }

  @Property(tries = 300)
  void withoutLossEventsAloneAreEnough(@ForAll("histories") List<Step> history) {
    var world = new World();
    history.stream().filter(step -> !(step instanceof Step.Lose)).forEach(step -> step.in(world));
    world.deliverAll();
    world.tell();

    world.assertTruth();
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    var workspace = Arbitraries.integers().between(1, 4);
    var any = Arbitraries.integers().between(0, 1000);
    return Arbitraries.<Step>frequencyOf(
            Tuple.of(4, workspace.map(Step.Rename::new)),
            Tuple.of(
                2,
                Combinators.combine(workspace, Arbitraries.of(WorkspaceStatus.values()))
                    .as(Step.Move::new)),
            Tuple.of(4, Combinators.combine(workspace, any).as(Step.Edit::new)),
            Tuple.of(
                3,
                Combinators.combine(workspace, Arbitraries.of(SessionStatus.values()))
                    .as(Step.Work::new)),
            Tuple.of(2, Combinators.combine(workspace, any).as(Step.Check::new)),
            Tuple.of(2, Combinators.combine(workspace, any).as(Step.Fix::new)),
            Tuple.of(1, Combinators.combine(workspace, any).as(Step.Open::new)),
            Tuple.of(1, Combinators.combine(workspace, any).as(Step.Serve::new)),
            Tuple.of(1, workspace.map(Step.Remove::new)),
            Tuple.of(8, any.map(Step.Deliver::new)),
            Tuple.of(2, any.map(Step.DeliverAndKeep::new)),
            Tuple.of(2, any.map(Step.Lose::new)),
            Tuple.of(5, Arbitraries.just(new Step.Tell())),
            Tuple.of(1, Arbitraries.just(new Step.Reconcile())),
            Tuple.of(1, Arbitraries.just(new Step.Reload())),
            Tuple.of(2, Arbitraries.just(new Step.Join())),
            Tuple.of(2, any.map(Step.Deafen::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  /** Something that happens. */
  sealed interface Step {

    void in(World world);

    record Rename(int workspace) implements Step {
      @Override
      public void in(World world) {
        world.rename(workspace);
      }
    }

    record Move(int workspace, WorkspaceStatus status) implements Step {
      @Override
      public void in(World world) {
        world.move(workspace, status);
      }
    }

    record Edit(int workspace, int files) implements Step {
      @Override
      public void in(World world) {
        world.edit(workspace, files % 3);
      }
    }

    record Work(int workspace, SessionStatus status) implements Step {
      @Override
      public void in(World world) {
        world.work(workspace, status);
      }
    }

    record Check(int workspace, int ci) implements Step {
      @Override
      public void in(World world) {
        world.check(workspace, ci);
      }
    }

    record Fix(int workspace, int state) implements Step {
      @Override
      public void in(World world) {
        world.fix(workspace, state);
      }
    }

    record Open(int workspace, int count) implements Step {
      @Override
      public void in(World world) {
        world.open(workspace, count);
      }
    }

    record Serve(int workspace, int status) implements Step {
      @Override
      public void in(World world) {
        world.serve(workspace, status);
      }
    }

    record Remove(int workspace) implements Step {
      @Override
      public void in(World world) {
        world.remove(workspace);
      }
    }

    record Deliver(int which) implements Step {
      @Override
      public void in(World world) {
        world.deliver(which, false);
      }
    }

    record DeliverAndKeep(int which) implements Step {
      @Override
      public void in(World world) {
        world.deliver(which, true);
      }
    }

    record Lose(int which) implements Step {
      @Override
      public void in(World world) {
        world.lose(which);
      }
    }

    record Tell() implements Step {
      @Override
      public void in(World world) {
        world.tell();
      }
    }

    record Reconcile() implements Step {
      @Override
      public void in(World world) {
        world.reconcile();
      }
    }

    record Reload() implements Step {
      @Override
      public void in(World world) {
        world.reload();
      }
    }

    record Join() implements Step {
      @Override
      public void in(World world) {
        world.join();
      }
    }

    /** One listener's connection breaks, or comes back. */
    record Deafen(int which) implements Step {
      @Override
      public void in(World world) {
        world.deafen(which);
      }
    }
  }
}
