import type { WheelRuleDraft } from '@contracts/play/wheel-rule';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';
import { addMs, chinaDateOf } from '@contracts/primitives/time';
import { pointsForm, prizeFormOf, type PrizeForm } from '../../components/prize/prize-draft';

export interface SliceForm {
  id: string;
  name: string;
  prize: PrizeForm;
  /** Percent, as typed. */
  odds: string;
  /** Empty: as many as are won. */
  stock: string;
}

/** What the form holds: text as it was typed. */
export interface RuleForm {
  isOn: boolean;
  /** The first and the last day, `YYYY-MM-DD`; empty: none. */
  from: string;
  until: string;
  slices: SliceForm[];
  /** Empty: nothing is won instead. */
  fallbackId: string;
  freePerDay: string;
  perDay: string;
  inTotal: string;
  sellsChances: boolean;
  chancePoints: string;
  chancePerDay: string;
  contact: string;
}

/** Its own for ever: what was given of it is counted under it. */
export const newSlice = (name = '', amount = '', odds = '', stock = ''): SliceForm => ({
  id: newRequestId().slice(-12).toLowerCase(),
  name,
  prize: pointsForm(amount),
  odds,
  stock,
});

/** Before the first rule is published. */
export const firstForm = (): RuleForm => ({
  isOn: true,
  from: '',
  until: '',
  slices: [
    newSlice('一等奖', '200', '0.5', '10'),
    newSlice('二等奖', '20', '10'),
    newSlice('小惊喜', '2', '50'),
  ],
  fallbackId: '',
  freePerDay: '1',
  perDay: '3',
  inTotal: '',
  sellsChances: false,
  chancePoints: '20',
  chancePerDay: '2',
  contact: '',
});

const textOr = (value: number | null): string => (value === null ? '' : String(value));

export function formOf(rule: WheelRuleDraft): RuleForm {
  const { from, until, chance } = rule;
  return {
    isOn: rule.isOn,
    from: from === null ? '' : chinaDateOf(from),
    until: until === null ? '' : chinaDateOf(addMs(until, -1)),
    slices: rule.prizes.map(({ id, name, prize, weight, stock }) => ({
      id,
      name,
      prize: prizeFormOf(prize),
      odds: String(weight / 10_000),
      stock: textOr(stock),
    })),
    fallbackId: rule.fallbackId ?? '',
    freePerDay: String(rule.freePerDay),
    perDay: String(rule.perDay),
    inTotal: textOr(rule.inTotal),
    sellsChances: chance !== null,
    chancePoints: String(chance?.points ?? 20),
    chancePerDay: String(chance?.perDay ?? 2),
    contact: rule.contact,
  };
}
