package dev.factoryfactory.platform.web;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts previews before everything else, and lets through the addresses that dev servers use. */
@Configuration(proxyBeanMethods = false)
class PreviewConfiguration {

  @Bean
  FilterRegistrationBean<PreviewFilter> previews(
      PreviewAddress address,
      PreviewAccess access,
      PreviewPage page,
      PreviewProxy proxy,
      PreviewSocket socket,
      ObjectProvider<PreviewTargets> targets) {
    var filter =
        new FilterRegistrationBean<>(
            new PreviewFilter(address, access, page, proxy, socket, targets));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /**
   * Browsers send brackets as they are, and dev servers name files so ({@code [id]/page.js}). What
   * our own paths may hold is decided by Spring Security's firewall, not here.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> previewPaths() {
    return factory ->
        factory.addConnectorCustomizers(
            connector -> {
              connector.setProperty("relaxedPathChars", "[]{}|^`\"<>");
              connector.setProperty("relaxedQueryChars", "[]{}|^`\"<>\\");
              connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
  }
}
