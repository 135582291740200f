package dev.factoryfactory.runscript;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of run scripts.
 *
 * @param ports the ports that they are given, such as {@code 3000-9999}
 * @param onShutdown what a clean stop of the server does to running ones
 * @param cleanupLimit how long a cleanup script may take
 * @param stopGrace how long what is stopped may take to end by itself
 * @param logSize how much of each log is kept
 * @param warnCpu how much of the processors a workspace may use for long, in percent of one;
 *     without it nine tenths of all
 * @param warnMemory how much memory a workspace may use before it is warned of
 */
@Validated
@ConfigurationProperties("factory-factory.run-script")
record RunScriptProperties(
    @DefaultValue("3000-9999") PortRange ports,
    @DefaultValue("leave") OnShutdown onShutdown,
    @DefaultValue("5s") Duration cleanupLimit,
    @DefaultValue("3s") Duration stopGrace,
    @DefaultValue("8MB") DataSize logSize,
    @Nullable Double warnCpu,
    @DefaultValue("4GB") DataSize warnMemory) {

  private static final double NINE_TENTHS = 90;

  /** From where on a workspace's use of the processors is too much, in percent of one. */
  double cpuLimit() {
    return warnCpu == null
        ? NINE_TENTHS * Runtime.getRuntime().availableProcessors()
        : warnCpu.doubleValue();
  }

  /** What happens to running scripts when the server stops. */
  enum OnShutdown {
    LEAVE,
    STOP
  }

  /** Ports, both ends included. */
  record PortRange(int first, int last) {

    private static final int HIGHEST = 65_535;

    PortRange {
      if (first < 1 || last > HIGHEST || first > last) {
        throw new IllegalArgumentException("Not a range of ports: " + first + "-" + last);
      }
    }

    /** Reads {@code 3000-9999}, or one port alone. */
    public static PortRange valueOf(String text) {
      var ends = text.strip().split("\\s*-\\s*", 2);
      var first = Integer.parseInt(ends[0]);
      return new PortRange(first, ends.length == 1 ? first : Integer.parseInt(ends[1]));
    }

    int size() {
      return last - first + 1;
    }
  }
}
