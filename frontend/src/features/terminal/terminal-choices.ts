import { useStored } from '@/lib/storage';

export interface TerminalChoices {
  readonly fontSize: number;
  readonly copyOnSelect: boolean;
  readonly screenReader: boolean;
}

const SMALLEST = 9;
const USUAL = 12;
const LARGEST = 24;

type YesNo = 'yes' | 'no';

/** How terminals look and behave in this browser. */
export function useTerminalChoices() {
  const [size, setSize] = useStored<string>('terminal.font-size', String(USUAL));
  const [copies, setCopies] = useStored<YesNo>('terminal.copy-on-select', 'yes');
  const [reads, setReads] = useStored<YesNo>('terminal.screen-reader', 'no');
  const fontSize = Math.min(LARGEST, Math.max(SMALLEST, Number(size) || USUAL));
  const choices: TerminalChoices = {
    fontSize,
    copyOnSelect: copies === 'yes',
    screenReader: reads === 'yes',
  };
  return {
    choices,
    grow: (by: number) => setSize(String(Math.min(LARGEST, Math.max(SMALLEST, fontSize + by)))),
    toggleCopyOnSelect: () => setCopies(copies === 'yes' ? 'no' : 'yes'),
    toggleScreenReader: () => setReads(reads === 'yes' ? 'no' : 'yes'),
  };
}
