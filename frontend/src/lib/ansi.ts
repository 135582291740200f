export type AnsiColour = 'red' | 'green' | 'yellow' | 'blue' | 'dim' | 'bold';

export interface AnsiPart {
  readonly start: number;
  readonly text: string;
  readonly colour: AnsiColour | null;
}

const COLOURS: Readonly<Record<number, AnsiColour>> = {
  1: 'bold',
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'blue',
  36: 'blue',
  90: 'dim',
  91: 'red',
  92: 'green',
  93: 'yellow',
  94: 'blue',
  95: 'blue',
  96: 'blue',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
const ESCAPE = /\u001b(?:\[([0-9;?]*)([A-Za-z])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>78])/g;

/** A carriage return overwrites its line, as progress bars do. */
function withoutOverwritten(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[^\n]*\r(?!$)/g, '');
}

/** Cuts terminal output into coloured parts; cursor movements and titles are left out. */
export function parseAnsi(output: string): AnsiPart[] {
  const text = withoutOverwritten(output);
  const parts: AnsiPart[] = [];
  let colour: AnsiColour | null = null;
  let end = 0;
  const push = (to: number) => {
    if (to > end) parts.push({ start: end, text: text.slice(end, to), colour });
  };
  for (const match of text.matchAll(ESCAPE)) {
    push(match.index);
    end = match.index + match[0].length;
    if (match[2] !== 'm') continue;
    for (const code of (match[1] ?? '').split(';').map(Number)) {
      if (code === 0 || code === 39 || code === 22) colour = null;
      else colour = COLOURS[code] ?? colour;
    }
  }
  push(text.length);
  return parts;
}
