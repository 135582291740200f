package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the built page and reads ids from paths. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

  private static final Duration A_YEAR = Duration.ofDays(365);

  private final String page;

  PageConfiguration(WebProperties properties) {
    this.page = properties.page();
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, ProjectId.class, ProjectId::parse);
    registry.addConverter(String.class, WorkspaceId.class, WorkspaceId::parse);
    registry.addConverter(String.class, SessionId.class, SessionId::parse);
  }

  /** No resource has an empty name, so the root has to be told what it is. */
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/index.html");
  }

  /** The names of assets change with their content; everything else is asked for anew each time. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(page + "assets/")
        .setCacheControl(CacheControl.maxAge(A_YEAR).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(page)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(true)
        .addResolver(new PageResolver());
  }
}
