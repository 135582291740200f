import type { ITheme } from '@xterm/xterm';

/** Which token each of the terminal's colours is; programs then look at home in either theme. */
const TOKENS = {
  background: '--bg-inset',
  foreground: '--text',
  cursor: '--text',
  cursorAccent: '--bg-inset',
  selectionBackground: '--terminal-selection',
  scrollbarSliderBackground: '--line-strong',
  scrollbarSliderHoverBackground: '--line-control',
  scrollbarSliderActiveBackground: '--line-control',
  black: '--terminal-black',
  red: '--danger-text',
  green: '--success-text',
  yellow: '--attention-text',
  blue: '--working-text',
  magenta: '--waiting-text',
  cyan: '--terminal-cyan',
  white: '--text-2',
  brightBlack: '--text-3',
  brightRed: '--danger-solid',
  brightGreen: '--success-solid',
  brightYellow: '--attention-solid',
  brightBlue: '--working-solid',
  brightMagenta: '--waiting-solid',
  brightCyan: '--terminal-bright-cyan',
  brightWhite: '--text',
} as const satisfies ITheme;

/** `rgb()` as `#rrggbb`, with alpha `#rrggbbaa`: all that the canvas and the search take. */
export function hexOf(colour: string): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const part = (value: number) => Math.round(value).toString(16).padStart(2, '0');
  return `#${part(red)}${part(green)}${part(blue)}${alpha < 1 ? part(alpha * 255) : ''}`;
}

/** Tokens as they are in the theme that is shown: the browser works out `light-dark()` only in a property. */
export function readTokens<Name extends string>(
  host: HTMLElement,
  tokens: Readonly<Record<Name, string>>,
): Record<Name, string> {
  const probe = host.appendChild(document.createElement('i'));
  const read = ([name, token]: [string, unknown]) => {
    probe.style.color = `var(${token})`;
    return [name, hexOf(getComputedStyle(probe).color)];
  };
  const colours = Object.fromEntries(Object.entries(tokens).map(read)) as Record<Name, string>;
  probe.remove();
  return colours;
}

export function themeOf(host: HTMLElement): ITheme {
  return readTokens(host, TOKENS);
}

export function searchColours(host: HTMLElement) {
  return readTokens(host, {
    matchBackground: '--terminal-match',
    matchOverviewRuler: '--attention-solid',
    activeMatchBackground: '--terminal-match-active',
    activeMatchColorOverviewRuler: '--attention-solid',
  });
}
