package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.UsageRepository.Owner;
import dev.factoryfactory.session.acp.AcpUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The way to what turns used: booked at the end of each, summed up on request. */
@Service
public class UsageFacade {

  private static final int MAX_DAYS = 366;

  private final UsageRepository usages;
  private final Clock clock;

  UsageFacade(UsageRepository usages, Clock clock) {
    this.usages = usages;
    this.clock = clock;
  }

  /** Books the turn that ends in this step, if its agent told anything of it. */
  void book(SessionStep step, String turnId, @Nullable AcpUsage tokens) {
    var context = step.session().features().usage();
    var cost = costSinceLastBooked(step, context);
    if (tokens != null || context != null) {
      usages.insert(step, turnId, tokens, context, cost);
    }
  }

  /**
   * Agents tell what a conversation cost so far, sometimes after a turn, and begin anew with a new
   * process.
   */
  private static @Nullable BigDecimal costSinceLastBooked(
      SessionStep step, Session.@Nullable Usage context) {
    var told = context == null ? null : context.costAmount();
    if (told == null) {
      return null;
    }
    var booked = step.wire().bookedCost;
    step.wire().bookedCost = told;
    return booked == null || told.compareTo(booked) < 0 ? told : told.subtract(booked);
  }

  /**
   * What a session's turns used in the last days.
   *
   * @param days how many, today included
   */
  public UsageReport of(SessionId id, int days) {
    return report(Owner.SESSION, id.value(), days);
  }

  /** The same of all sessions of a workspace, also of those that are gone. */
  public UsageReport of(WorkspaceId id, int days) {
    return report(Owner.WORKSPACE, id.value(), days);
  }

  /** The same of all sessions of a project. */
  public UsageReport of(ProjectId id, int days) {
    return report(Owner.PROJECT, id.value(), days);
  }

  private UsageReport report(Owner owner, UUID id, int days) {
    // The person's calendar, which is that of the machine; the clock itself counts in UTC.
    var zone = ZoneId.systemDefault();
    var today = LocalDate.ofInstant(clock.instant(), zone);
    var since = today.minusDays(Math.clamp(days, 1, MAX_DAYS) - 1L);
    return new UsageReport(usages.sums(owner, id, since, zone));
  }
}
