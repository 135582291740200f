package planted.modules.one;

import planted.modules.two.Imported;

/** Imports another module without leave, on purpose. */
public record Importer(Imported imported) {}
