import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { type ILinkHandler, Terminal } from '@xterm/xterm';
import { themeOf } from './terminal-theme';

const SCROLLBACK = 10_000;
const FONT = '"JetBrains Mono", ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace';

export interface Emulator {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly search: SearchAddon;
  /** While muted it answers no question that a program asks of it. */
  readonly mute: (muted: boolean) => void;
}

interface Options {
  readonly host: HTMLElement;
  readonly fontSize: number;
  readonly screenReader: boolean;
  readonly onLink: (address: string) => void;
}

/** Text and target of a link may differ: the target is shown before it is opened. */
function linkHandler(host: HTMLElement, onLink: Options['onLink']): ILinkHandler {
  return {
    activate: (_, address) => onLink(address),
    hover: (_, address) => {
      host.title = address;
    },
    leave: () => {
      host.title = '';
    },
  };
}

/** What programs ask a terminal by control sequence: its kind, its version, its modes, where the cursor is. */
const QUESTIONS = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { prefix: '>', final: 'q' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
] as const;
/** The same by operating system command: its colours. */
const COLOURS = [4, 10, 11, 12] as const;

/** The past is shown again and again, and other windows see it too: only what is asked now, of the window in use, is answered. */
export function mutable(terminal: Terminal): (muted: boolean) => void {
  let muted = false;
  const silent = () => muted || !document.hasFocus();
  for (const question of QUESTIONS) terminal.parser.registerCsiHandler(question, silent);
  terminal.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, silent);
  for (const colour of COLOURS) {
    terminal.parser.registerOscHandler(colour, (data) => data.includes('?') && silent());
  }
  return (next) => {
    muted = next;
  };
}

/** Draws box lines and blocks by itself, without gaps; where there is no WebGL the page's own text is used. */
function drawWithWebgl(terminal: Terminal): void {
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => webgl.dispose());
    terminal.loadAddon(webgl);
  } catch (unavailable) {
    console.error('The terminal is drawn without WebGL', unavailable);
  }
}

export function createTerminal({ host, fontSize, screenReader, onLink }: Options): Emulator {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    drawBoldTextInBrightColors: false,
    fontFamily: FONT,
    fontSize,
    lineHeight: 1.2,
    linkHandler: linkHandler(host, onLink),
    macOptionIsMeta: true,
    minimumContrastRatio: 4.5,
    rescaleOverlappingGlyphs: true,
    screenReaderMode: screenReader,
    scrollback: SCROLLBACK,
    theme: themeOf(host),
  });
  const fit = new FitAddon();
  const search = new SearchAddon({ highlightLimit: 1_000 });
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.loadAddon(new WebLinksAddon((_, address) => onLink(address)));
  terminal.open(host);
  drawWithWebgl(terminal);
  return { terminal, fit, search, mute: mutable(terminal) };
}
