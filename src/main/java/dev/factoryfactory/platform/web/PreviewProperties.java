package dev.factoryfactory.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of previews.
 *
 * @param address the address under which a browser reaches previews, {@code *} standing for the
 *     workspace, such as {@code https://*.preview.example.org}. Without it they are at {@code
 *     http://*.localhost} on the server's port, and only for browsers on this machine
 */
@ConfigurationProperties("factory-factory.preview")
record PreviewProperties(@Nullable String address) {

  PreviewProperties {
    if (address != null && !address.matches("https?://\\*\\.[a-zA-Z0-9.-]+(:\\d{1,5})?")) {
      throw new IllegalArgumentException(
          "factory-factory.preview.address must look like https://*.preview.example.org, not "
              + address);
    }
  }
}
