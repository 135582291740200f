package dev.factoryfactory.workspace;

/**
 * The issue that a workspace is about. Also its JSON on the wire.
 *
 * @param title as it was when the workspace was made
 * @param url where people look at it
 */
public record LinkedIssue(int number, String title, String url) {}
