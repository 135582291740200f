import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import { PageBar } from '@/components/page-bar';
import { plural } from '@/lib/format';
import { needsQuery } from '@/lib/queries';
import type { Need, Project } from '@/lib/schemas';
import { useHotkeys } from '@/lib/use-hotkeys';
import { useNeedActions } from './need-actions';
import { groupNeeds, keyOf } from './need-groups';
import { NeedItem } from './need-item';
import { NeedsRail } from './needs-rail';
import styles from './needs-you.module.css';

const ANSWER_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function NeedsYou({ project }: { project: Project | undefined }) {
  const needs = useQuery(needsQuery).data;
  const actions = useNeedActions();
  const root = useRef<HTMLDivElement>(null);
  const groups = groupNeeds(needs ?? []);
  const ranked = groups.flatMap((group) => group.needs);
  const [selected, select] = useSelection(ranked);
  const move = (step: 1 | -1) => {
    const at = selected === undefined ? -1 : ranked.indexOf(selected);
    const next = Math.min(ranked.length - 1, Math.max(0, at + step));
    root.current?.querySelectorAll<HTMLElement>('[data-need]')[next]?.focus();
  };
  const answer = (index: number) => {
    const option = selected?.pendingRequest?.options[index];
    if (selected && option) actions.answer(selected, option);
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    enter: () => selected && actions.open(selected),
    r: () => selected && actions.step(selected),
    ...Object.fromEntries(ANSWER_KEYS.map((key, index) => [key, () => answer(index)])),
  });
  return (
    <>
      <PageBar title="Needs you" sub={subtitle(needs)} />
      <div className={styles.page}>
        <div className={styles.list} ref={root}>
          {groups.map(({ title, needs: members }) => (
            <section key={title} aria-label={title}>
              <h2 className={styles.heading}>
                {title} <span>{members.length}</span>
              </h2>
              {members.map((need) => (
                <NeedItem
                  key={keyOf(need)}
                  need={need}
                  open={need === selected}
                  actions={actions}
                  onSelect={() => select(keyOf(need))}
                />
              ))}
            </section>
          ))}
          {needs?.length === 0 && (
            <EmptyState title="Nothing needs you">
              Permissions, questions, plans and failures of all projects appear here, most urgent first.
            </EmptyState>
          )}
        </div>
        <NeedsRail project={project} />
      </div>
    </>
  );
}

function subtitle(needs: readonly Need[] | undefined): string | undefined {
  if (needs === undefined || needs.length === 0) return undefined;
  const projects = new Set(needs.map((need) => need.projectId)).size;
  return projects === 1 ? String(needs.length) : `${needs.length} across ${plural(projects, 'project')}`;
}

/** The first is open until another is chosen; when the chosen one is done its place in the list is kept. */
function useSelection(ranked: readonly Need[]) {
  const [chosen, choose] = useState<{ key: string; index: number } | null>(null);
  const selected =
    chosen === null
      ? ranked[0]
      : (ranked.find((need) => keyOf(need) === chosen.key) ??
        ranked[Math.min(chosen.index, ranked.length - 1)]);
  const select = (key: string) => choose({ key, index: ranked.findIndex((need) => keyOf(need) === key) });
  return [selected, select] as const;
}
