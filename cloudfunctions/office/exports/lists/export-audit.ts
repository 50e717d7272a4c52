import { isMemberId, isOrderId } from '../../../../contracts/primitives/ids';
import { actionWords } from '../../../../contracts/primitives/words/action-words';
import { toldName, toldValue } from '../../../../contracts/primitives/words/told-words';
import { placeWords, roleWords } from '../../../../contracts/primitives/words/role-words';
import type { DocumentOf } from '../../../kit/store/schema';
import type { Cell } from '../csv';
import { readStoreNames, withStoreNames } from '../../audit/read-store-names';
import { orderOf, calledOf, thingOf } from '../../audit/subject';
import { exportLines, momentCell, personHeadings, yuanCell } from './export-lines';

type Entry = DocumentOf<'auditEntries'>;

/** `等级：成长；冻结：否`, as the entry keeps it: without secrets already. */
const valuesCell = (values: Entry['before']): Cell =>
  values === null
    ? null
    : Object.entries(values)
        .map(([name, value]) => `${toldName(name)}：${toldValue(name, value)}`)
        .join('；');

/** What has no word yet is told as it is named. */
function actionCell(action: string): Cell {
  const words: Readonly<Record<string, string>> = actionWords;
  return words[action] ?? action;
}

/** What staff did, by when; whom it was about by name, as in the other lists, and never by an id of theirs. */
export const exportAudit = exportLines<Entry>({
  headings: [
    '时间',
    '谁',
    '身份',
    '从哪里',
    '做了什么',
    ...personHeadings,
    '对象',
    '订单号',
    '金额（元）',
    '积分',
    '原因',
    '改前',
    '改后',
  ],
  from: ({ auditEntries }) => auditEntries,
  by: 'at',
  memberOf: ({ subjectId }) => (isMemberId(subjectId) ? subjectId : null),
  async named(store, entries) {
    const names = await readStoreNames(store, entries);
    return entries.map((entry) => ({
      ...entry,
      subjectId: names.get(entry.subjectId) ?? entry.subjectId,
      before: withStoreNames(entry.before, names),
      after: withStoreNames(entry.after, names),
    }));
  },
  line: (entry, person) => [
    momentCell(entry.at),
    entry.staffName,
    entry.role && roleWords[entry.role],
    entry.via === null ? null : placeWords[entry.via],
    actionCell(entry.action),
    ...person,
    isMemberId(entry.subjectId) || isOrderId(entry.subjectId) ? null : (calledOf(entry) ?? thingOf(entry)),
    orderOf(entry),
    entry.amountFen === null ? null : yuanCell(entry.amountFen),
    entry.points,
    entry.reason,
    valuesCell(entry.before),
    valuesCell(entry.after),
  ],
});
