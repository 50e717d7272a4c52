import { csvOf } from '../../../cloudfunctions/office/exports/csv';
import { PART_BYTES } from '@contracts/primitives/upload-size';
import type { ImportView } from '@contracts/office/member-imports';
import type { ImportField } from '@contracts/office/kept-values';
import type { Phone } from '../stage';

/** A list of another system as a shop keeps it: most lines are fine, and each way of being wrong comes by turns. */
export const HEADINGS = ['姓名', '手机号', '会员卡号', '性别', '生日', '入会日期', '标签', '拒收', '备注'];

/** What is wrong with a line, and what it is for that. */
export const BAD_KINDS = [
  'no_identifier',
  'short_phone',
  'scientific',
  'landline',
  'bad_birthday',
  'future_birthday',
  'bad_date',
  'long_name',
  'bad_gender',
  'bad_yes',
  'bad_card',
  'same_phone',
  'same_card',
] as const;
type BadKind = (typeof BAD_KINDS)[number];
export const isConflict = (kind: BadKind): boolean => kind === 'same_phone' || kind === 'same_card';

/** One of eight is bad. */
const EVERY = 8;

export const phoneOfLine = (n: number): string => `139${String(n).padStart(8, '0')}`;
export const cardOfLine = (n: number): string => `00${String(n).padStart(6, '0')}`;

const good = (n: number): string[] => [
  `会员${n}`,
  phoneOfLine(n),
  cardOfLine(n),
  n % 2 === 0 ? '女' : '男',
  `19${String(70 + (n % 30))}-0${String((n % 9) + 1)}-1${String(n % 9)}`,
  `20${String(15 + (n % 9))}/${String((n % 12) + 1)}/${String((n % 28) + 1)}`,
  n % 3 === 0 ? '老客、团购' : '',
  n % 7 === 0 ? '是' : '',
  '不要的列',
];

const but =
  (column: number, text: string) =>
  (cells: string[]): string[] =>
    cells.map((cell, at) => (at === column ? text : cell));

const spoiled: Readonly<Record<BadKind, (cells: string[]) => string[]>> = {
  no_identifier: (cells) => but(1, '')(but(2, '')(cells)),
  short_phone: but(1, '1391234567'),
  scientific: but(1, '1.39E+10'),
  landline: but(1, '021-62345678'),
  bad_birthday: but(4, '1990-02-30'),
  future_birthday: but(4, '2099-01-01'),
  bad_date: but(5, '5/1/23'),
  long_name: but(0, '长'.repeat(21)),
  bad_gender: but(3, '不男不女'),
  bad_yes: but(7, '也许'),
  bad_card: but(2, '卡#1'),
  same_phone: but(1, phoneOfLine(0)),
  same_card: but(2, cardOfLine(0)),
};

interface List {
  rows: string[][];
  good: number;
  badOf: (kind: BadKind) => number;
}

export function newList(lines: number): List {
  const rows: string[][] = [];
  const wrong: BadKind[] = [];
  for (let n = 0; n < lines; n += 1) {
    const kind = n % EVERY === EVERY - 1 ? BAD_KINDS[Math.floor(n / EVERY) % BAD_KINDS.length] : undefined;
    if (kind) wrong.push(kind);
    rows.push(kind ? spoiled[kind](good(n)) : good(n));
  }
  return { rows, good: lines - wrong.length, badOf: (kind) => wrong.filter((one) => one === kind).length };
}

export const csvFile = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(csvOf([HEADINGS, ...rows]), 'utf8');

/** The operator sends a file as the page does, part by part, and asks what is in it. */
export async function sendList(phone: Phone, content: Buffer, name = '老会员.csv'): Promise<ImportView> {
  const { importId } = (await phone.office.startImport({ name })).import;
  for (let part = 0; part * PART_BYTES < content.length; part += 1) {
    const slice = content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await phone.office.addImportPart({ importId, part, content: slice.toString('base64') });
  }
  return (await phone.office.closeImportUpload({ importId })).import;
}

/** Until the step that runs is over. */
export async function waitFor(phone: Phone, importId: string): Promise<ImportView> {
  for (;;) {
    const { import: view } = await phone.office.continueImport({ importId });
    if (!['checking', 'applying', 'undoing'].includes(view.status)) return view;
  }
}

/** One line of a list, by its headings. */
export const lineOf = (cells: Partial<Record<string, string>>): string[] =>
  HEADINGS.map((heading) => cells[heading] ?? '');

/** A list is sent, tried and applied. @returns its id */
export async function applyList(phone: Phone, ...rows: string[][]): Promise<string> {
  const { importId, checks } = await tryList(phone, await sendList(phone, csvFile(rows)));
  await phone.office.applyImport({ importId, check: checks, reason: '旧系统停用' });
  return (await waitFor(phone, importId)).importId;
}

export async function tryList(
  phone: Phone,
  list: ImportView,
  mapping?: (ImportField | null)[],
): Promise<ImportView> {
  const { importId, columns } = list;
  const { plans } = await phone.card.listPlans({});
  const [plan] = plans.filter(({ isDefault }) => isDefault);
  if (!plan) throw new Error('no plan');
  await phone.office.checkImport({
    importId,
    mapping: mapping ?? columns.map(({ field }) => field),
    planId: plan.planId,
  });
  return waitFor(phone, importId);
}
