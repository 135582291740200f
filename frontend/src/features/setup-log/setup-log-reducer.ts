import type { SetupChunk, SetupLog } from '@/lib/schemas';

/** null: the offsets do not join, the log has to be asked for. */
export function applyChunk(log: SetupLog, chunk: SetupChunk): SetupLog | null {
  if (chunk.to <= log.to) return log;
  if (chunk.from !== log.to) return null;
  return { ...log, output: log.output + chunk.output, to: chunk.to };
}
