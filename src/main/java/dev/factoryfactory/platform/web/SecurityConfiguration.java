package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.ErrorCode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who gets in, and what a browser may do with what it gets. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String CONTENT_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "script-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "frame-src ");

  private static final String DEVICES =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=()";

  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      TrustedAddresses addresses,
      AccessToken token,
      SignInCookie cookie,
      PreviewAddress previews,
      Problems problems)
      throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .cors(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers -> restrictBrowser(headers, CONTENT_POLICY + previews.frameSource()))
        .addFilterAfter(new TrustedAddressFilter(addresses, problems), HeaderWriterFilter.class)
        .addFilterAfter(new SignInFilter(token, cookie, problems), TrustedAddressFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/health")
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/api/sign-in", Paths.WEBHOOKS)
                    .permitAll()
                    .requestMatchers(Paths.dataPatterns())
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        .exceptionHandling(
            failures ->
                failures.authenticationEntryPoint(
                    (_, response, _) ->
                        problems.write(
                            response,
                            ErrorCode.UNAUTHENTICATED,
                            "Sign in with the link that the server printed, or send the token from"
                                + " its home as Authorization: Bearer.")))
        .build();
  }

  private static void restrictBrowser(
      HeadersConfigurer<HttpSecurity> headers, String contentPolicy) {
    headers
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .addHeaderWriter(SecurityConfiguration::keepDataOutOfCaches)
        .contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(policy -> policy.policy(DEVICES));
  }

  private static void keepDataOutOfCaches(
      HttpServletRequest request, HttpServletResponse response) {
    if (Paths.isData(request)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
