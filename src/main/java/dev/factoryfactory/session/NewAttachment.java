package dev.factoryfactory.session;

import org.jspecify.annotations.Nullable;

/**
 * A file to go with a message: either its content or the path of a file in the worktree.
 *
 * @param name what people call it
 * @param mimeType {@code image/png}, {@code image/jpeg}, {@code image/gif}, {@code image/webp} or
 *     anything else for text
 * @param data the content in Base64
 * @param path a file of the worktree, relative to it
 */
public record NewAttachment(
    @Nullable String name,
    @Nullable String mimeType,
    @Nullable String data,
    @Nullable String path) {}
