import { z } from 'zod';

// The JIT of zod probes with `new Function`, which the content security policy forbids.
z.config({ jitless: true });

/** Absent and null mean the same on the wire. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);

export const list = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);
