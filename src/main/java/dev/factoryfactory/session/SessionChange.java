package dev.factoryfactory.session;

import org.jspecify.annotations.Nullable;

/** What shall change of a session; {@code null} leaves it as it is. */
public record SessionChange(
    @Nullable String mode,
    @Nullable String model,
    @Nullable String title,
    @Nullable PermissionPolicy permissions) {}
