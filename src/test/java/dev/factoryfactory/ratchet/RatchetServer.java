package dev.factoryfactory.ratchet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** One life of the ratchet over a database and a world that outlive it. */
final class RatchetServer {

  final Ratchet ratchet;
  final RatchetRepository store;
  final RatchetSettingsRepository settings;
  final DispatchRepository dispatches;
  final Dispatcher dispatcher;
  final FactsReader facts;
  final TimelineRepository timeline;
  final JdbcClient database;

  RatchetServer(DataSource source, FakeWorld world, Clock clock, Fuse fuse) {
    var wired = wire(source, fuse);
    database = JdbcClient.create(wired);
    var transaction = new TransactionTemplate(new DataSourceTransactionManager(wired));
    var json = new RatchetJson(JsonMapper.builder().build());
    var pullRequests = fuse.wire(RatchetPullRequests.class, world, Set.of());
    var agents = fuse.wire(RatchetAgents.class, world, Set.of());
    var workspaces = fuse.wire(RatchetWorkspaces.class, world, Set.of());
    store = new RatchetRepository(database, json, clock);
    settings = new RatchetSettingsRepository(database, json);
    dispatches = new DispatchRepository(database, json, clock);
    timeline = new TimelineRepository(database, json, clock);
    var evidence = new EvidenceRepository(database, json, clock);
    var actions = new ActionRepository(database, clock);
    var budgets = new BudgetRepository(database, clock);
    facts =
        new FactsReader(
            pullRequests,
            workspaces,
            agents,
            settings,
            dispatches,
            actions,
            evidence,
            budgets,
            clock);
    dispatcher =
        new Dispatcher(
            dispatches,
            pullRequests,
            agents,
            workspaces,
            settings,
            budgets,
            new ThreadReplies(pullRequests, timeline),
            timeline,
            transaction,
            clock);
    ratchet =
        new Ratchet(
            store,
            facts,
            new FailureReader(pullRequests, evidence, timeline),
            evidence,
            dispatches,
            dispatcher,
            actions,
            pullRequests,
            agents,
            timeline,
            _ -> {});
  }

  /** Before and after each commit, and after each statement that commits itself. */
  private static DataSource wire(DataSource source, Fuse fuse) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              try {
                var result = method.invoke(source, arguments);
                return result instanceof Connection connection
                    ? fuse.wire(Connection.class, connection, Set.of("commit", "prepareStatement"))
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
