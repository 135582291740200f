package planted.modules.two;

/** What another module imports without leave. */
public record Imported(String value) {}
