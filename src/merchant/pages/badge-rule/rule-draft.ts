import type { Badge, BadgeRuleDraft } from '@contracts/play/badge-rule';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';
import { pointsForm, prizeFormOf, type PrizeForm } from '../../components/prize/prize-draft';

export interface LevelForm {
  count: string;
  prize: PrizeForm;
}

export interface BadgeForm {
  id: string;
  name: string;
  kind: Badge['kind'];
  levels: LevelForm[];
}

/** What the form holds: text as it was typed. */
export interface RuleForm {
  isOn: boolean;
  badges: BadgeForm[];
}

export const levelForm = (count: string, points = ''): LevelForm => ({
  count,
  prize: points === '' ? { kind: 'thanks', amount: '', packId: '' } : pointsForm(points),
});

/** Its own for ever: that it was won is kept under it. */
export const newBadge = (
  name = '',
  kind: BadgeForm['kind'] = 'orders',
  levels: LevelForm[] = [levelForm('')],
): BadgeForm => ({ id: newRequestId().slice(-12).toLowerCase(), name, kind, levels });

/** Before the first rule is published. */
export const firstForm = (): RuleForm => ({
  isOn: true,
  badges: [
    newBadge('常客', 'orders', [levelForm('1'), levelForm('10', '20'), levelForm('50', '50')]),
    newBadge('签到达人', 'check_ins', [levelForm('7'), levelForm('30', '20'), levelForm('100', '50')]),
    newBadge('热心邻居', 'invites', [levelForm('1'), levelForm('5', '20')]),
  ],
});

export const formOf = ({ isOn, badges }: BadgeRuleDraft): RuleForm => ({
  isOn,
  badges: badges.map(({ levels, ...badge }) => ({
    ...badge,
    levels: levels.map(({ count, prize }) => ({ count: String(count), prize: prizeFormOf(prize) })),
  })),
});
