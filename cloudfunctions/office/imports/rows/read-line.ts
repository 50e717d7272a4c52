import type { ImportField } from '../../../../contracts/office/kept-values';
import type { Gender } from '../../../../contracts/member/profile-values';
import { halfWidth, numberTyped } from '../../../../contracts/primitives/typed';
import {
  chinaDateOf,
  isRealChinaDate,
  startOfChinaDate,
  type ChinaDate,
  type Instant,
} from '../../../../contracts/primitives/time';
import { readPhone } from './phone-typed';

/** A line as it is meant; what it does not say is null and changes nothing. */
export interface ImportLine {
  line: number;
  /** `+86…` */
  phone: string | null;
  name: string | null;
  /** As the other system wrote it, with the zeros it begins with. */
  oldCard: string | null;
  joinedAt: Instant | null;
  gender: Gender | null;
  birthday: ChinaDate | null;
  tags: string[];
  optedOut: boolean;
  /** Why it cannot be taken; the first is told. */
  faults: string[];
}

const LONGEST_NAME = 20;
const LONGEST_TAG = 20;
/** What a copied text brings along and nobody sees: it goes. */
const STRAY = /[\u00ad\u200b\u2060\ufeff]/gu;
/** What turns a text round, stands for nothing, or is a letter that is not there; what joins the parts of one picture is none of it. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\u061c\u115f\u1160\u180e\u200c\u200e\u200f\u202a-\u202e\u2061-\u206f\u3164\uffa0]/u;
const EARLIEST = '1900-01-01';
const genders: Readonly<Record<string, Gender>> = {
  女: 'female',
  女士: 'female',
  f: 'female',
  female: 'female',
  男: 'male',
  男士: 'male',
  先生: 'male',
  m: 'male',
  male: 'male',
};
const YES = ['是', '拒收', '退订', '1', 'y', 'yes', 'true', '√', '✓'];
const NO = ['', '否', '不', '接收', '0', 'n', 'no', 'false'];

/** @param mapping a field for each column, or none */
export function readLine(
  { line, cells }: { line: number; cells: readonly string[] },
  mapping: readonly (ImportField | null)[],
  now: Instant,
): ImportLine {
  const typed = (field: ImportField): string => {
    const at = mapping.indexOf(field);
    return at < 0 ? '' : (cells[at] ?? '').trim();
  };
  const faults: string[] = [];
  const noted = <Value>(read: Value | { fault: string } | null): Value | null => {
    if (!isFault(read)) return read;
    faults.push(read.fault);
    return null;
  };
  const today = chinaDateOf(now);
  const phone = readPhone(typed('phone'));
  if (phone.state === 'wrong') faults.push(phone.why);
  const joinedOn = noted(readDate(typed('joinedOn'), today, '入会日期'));
  const read: ImportLine = {
    line,
    phone: phone.state === 'good' ? phone.digits : null,
    name: noted(readName(typed('name'))),
    oldCard: noted(readCard(typed('oldCard'))),
    joinedAt:
      joinedOn === null ? null : noted(startOfChinaDate(joinedOn) ?? { fault: '入会日期早于 1970 年' }),
    gender: noted(readGender(typed('gender'))),
    birthday: noted(readDate(typed('birthday'), today, '生日')),
    tags: noted(readTags(typed('tags'))) ?? [],
    optedOut: noted(readYes(typed('optedOut'))) ?? false,
    faults,
  };
  if (faults.length === 0 && read.phone === null && read.oldCard === null)
    faults.push('没有手机号，也没有卡号');
  return read;
}

interface Fault {
  fault: string;
}
const isFault = (read: unknown): read is Fault =>
  typeof read === 'object' && read !== null && 'fault' in read;

function readName(text: string): string | null | Fault {
  const name = text.replace(STRAY, '').replace(/\s+/gu, ' ').trim();
  if (name === '') return null;
  if (UNSEEN.test(name)) return { fault: '名字里有看不见的控制字符' };
  return [...name].length > LONGEST_NAME ? { fault: `名字超过 ${LONGEST_NAME} 个字` } : name;
}

function readCard(text: string): string | null | Fault {
  const card = numberTyped(text).toUpperCase();
  if (card === '') return null;
  if (/^\d\.?\d*E\+?\d+$/.test(card))
    return { fault: '卡号被表格变成了科学记数，丢了数字，请在表格里设为文本再导出' };
  return /^[0-9A-Z]{2,32}$/.test(card) ? card : { fault: '卡号只能是 2～32 位数字或字母' };
}

/** Years first, with any separator between: `2023-5-1`, `2023/05/01 10:30`, `2023年5月1日`, `20230501`. */
function readDate(text: string, today: ChinaDate, what: string): ChinaDate | null | Fault {
  if (text === '') return null;
  const typed = halfWidth(text);
  const [, year = '', month = '', day = ''] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s].*)?$/.exec(typed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isRealChinaDate(date) || date < EARLIEST) return { fault: `${what}不是日期，请写成 2023-05-01` };
  return date > today ? { fault: `${what}在今天以后` } : date;
}

function readGender(text: string): Gender | null | Fault {
  if (text === '' || /^(未知|保密|不详|-)$/.test(text)) return null;
  return genders[text.toLowerCase()] ?? { fault: '性别只能是男或女' };
}

function readTags(text: string): string[] | Fault {
  const tags = [
    ...new Set(
      text
        .replace(STRAY, '')
        .split(/[,，、;；|]/)
        .map((tag) => tag.trim()),
    ),
  ].filter((tag) => tag !== '');
  if (tags.some((tag) => UNSEEN.test(tag))) return { fault: '有标签里有看不见的控制字符' };
  if (tags.some((tag) => [...tag].length > LONGEST_TAG)) return { fault: `有标签超过 ${LONGEST_TAG} 个字` };
  return tags;
}

function readYes(text: string): boolean | Fault {
  const typed = halfWidth(text).toLowerCase();
  if (YES.includes(typed)) return true;
  return NO.includes(typed) ? false : { fault: '拒收一列只能填是或否' };
}
