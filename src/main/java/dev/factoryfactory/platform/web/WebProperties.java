package dev.factoryfactory.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param openBrowser whether the sign-in link is opened in the default browser at the start
 * @param allowedHosts further names the server may be called by, with a port unless it is the
 *     scheme's own, such as {@code factory.example.org} or {@code localhost:5173}
 * @param page where the built page lies; ends with a slash
 */
@ConfigurationProperties("factory-factory.web")
record WebProperties(
    @DefaultValue("auto") OpenBrowser openBrowser,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("classpath:/static/") String page) {

  enum OpenBrowser {
    /** Where there is a screen. */
    AUTO,
    NEVER
  }
}
