import { useStored } from '@/lib/storage';

const MOST = 2;
const BETWEEN = '|';

/** The tabs to show, side by side when there are two; what is gone is left out. */
export function shownTabs(stored: string, available: readonly string[]): readonly string[] {
  const wanted = stored.split(BETWEEN).filter((name) => available.includes(name));
  const shown = [...new Set(wanted)].slice(0, MOST);
  return shown.length > 0 ? shown : available.slice(0, 1);
}

/** A tab takes the place of the one that has the focus; one that is shown already stays where it is. */
export function withChosen(shown: readonly string[], focused: string | undefined, name: string) {
  if (shown.includes(name)) return shown;
  const rest = shown.map((each) => (each === focused ? name : each));
  return rest.includes(name) ? rest : [...shown.slice(0, -1), name];
}

export function withBeside(shown: readonly string[], focused: string | undefined, name: string) {
  return [focused ?? shown[0], name].filter((each) => each !== undefined);
}

/** Which tabs of a workspace's bottom panel are shown, remembered in this browser. */
export function useShownTabs(workspaceId: string) {
  const [stored, setStored] = useStored<string>(`terminal.shown.${workspaceId}`, '');
  return [stored, (names: readonly string[]) => setStored(names.join(BETWEEN))] as const;
}
