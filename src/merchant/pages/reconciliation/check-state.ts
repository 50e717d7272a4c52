import type { ReconciliationView } from '@contracts/office/reconciliation';

/** How a check stands, in a word. Pure. */
export function checkState({ last, running }: Pick<ReconciliationView, 'last' | 'running'>): {
  text: string;
  tone: 'on' | 'off' | 'bad';
} {
  if (running) return { text: '核对中', tone: 'off' };
  if (last === null) return { text: '还没核对过', tone: 'off' };
  return last.differences === 0
    ? { text: '一致', tone: 'on' }
    : { text: `${last.differences} 处不一致`, tone: 'bad' };
}
