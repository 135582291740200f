package dev.factoryfactory.terminal;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * Puts terminals beside STOMP. Who may connect, and from which origin, was decided with all other
 * requests before.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class TerminalSocketConfiguration implements WebSocketConfigurer {

  private final TerminalSocket socket;

  TerminalSocketConfiguration(TerminalSocket socket) {
    this.socket = socket;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(socket, "/ws/terminals/*").setAllowedOriginPatterns("*");
  }
}
