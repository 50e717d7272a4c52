import type { AlarmKind } from '../../../contracts/health';

/** What is wrong, and where. */
export interface AlarmSubject {
  kind: AlarmKind;
  /** The part of the sweep, WeChat's account, the store. */
  subject: string;
}

/** A part of the sweep goes by its name alone; there has been nothing else at first. */
export const alarmId = ({ kind, subject }: AlarmSubject): string =>
  kind === 'sweep_part' ? subject : `${kind}:${subject}`;

export function alarmSubjectOf(id: string): AlarmSubject {
  const [kind, ...rest] = id.split(':');
  if (
    kind === 'wechat_account' ||
    kind === 'wrong_codes' ||
    kind === 'order_shipping' ||
    kind === 'reconciliation' ||
    kind === 'audience' ||
    kind === 'figures'
  )
    return { kind, subject: rest.join(':') };
  return { kind: 'sweep_part', subject: id };
}
