import type { ImportView } from '@contracts/office/member-imports';
import type {
  ImportCounts,
  ImportField,
  ImportOutcome,
  ImportStatus,
  ImportVerdict,
} from '@contracts/office/kept-values';

/** An import in words. Pure. */
export const statusTexts: Readonly<Record<ImportStatus, string>> = {
  uploading: '上传中',
  read: '待对应列',
  checking: '试运行中',
  checked: '待导入',
  applying: '导入中',
  applied: '已导入',
  undoing: '撤销中',
  undone: '已撤销',
  gone: '没导入，已删除',
};

export const fieldTexts: Readonly<Record<ImportField, string>> = {
  phone: '手机号',
  name: '名字',
  oldCard: '原卡号',
  joinedOn: '入会日期',
  gender: '性别',
  birthday: '生日',
  tags: '标签',
  optedOut: '拒收推送',
};

export const verdictTexts: Readonly<Record<ImportVerdict, string>> = {
  create: '新会员',
  update: '更新',
  same: '已有',
  conflict: '冲突',
  reject: '有错',
};

const outcomeTexts: Readonly<Record<Exclude<ImportOutcome, 'planned'>, string>> = {
  made: '已导入',
  skipped: '跳过',
  undone: '已撤销',
  kept: '保留',
};

export const lineState = (verdict: ImportVerdict, outcome: ImportOutcome): string =>
  outcome === 'planned' ? verdictTexts[verdict] : outcomeTexts[outcome];

export const isRunning = (status: ImportStatus): boolean =>
  status === 'checking' || status === 'applying' || status === 'undoing';

export const countLines = ({ create, update, same, conflict, reject }: ImportCounts): string[] => [
  `新会员 ${create} 位，更新 ${update} 位，已有不变 ${same} 位`,
  `冲突 ${conflict} 行，有错 ${reject} 行，不导入`,
];

export function resultText({ status, lines, done, results, counts }: ImportView): string {
  if (isRunning(status)) return `${statusTexts[status]}：${done} / ${lines} 行`;
  if (status === 'applied')
    return `导入 ${results.made} 位${results.skipped === 0 ? '' : `，跳过 ${results.skipped} 行`}`;
  if (status === 'undone')
    return `撤销 ${results.undone} 位${results.kept === 0 ? '' : `，用过的 ${results.kept} 位保留`}`;
  return status === 'checked' ? `${lines} 行，可导入 ${counts.create + counts.update} 行` : `${lines} 行`;
}
