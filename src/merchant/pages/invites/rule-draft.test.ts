import { instant } from '@contracts/primitives/time';
import { inviteRuleDraft } from '@contracts/referral/invite-rule';
import { endedAt, formOf, NOTHING, POINTS, ruleFrom, type RuleForm } from './rule-draft';

const now = instant(1_800_000_000_000);
const filled: RuleForm = { ...formOf(null), joinInviter: { what: POINTS, points: '20' } };

describe('the form of the invite rule', () => {
  it('starts with a rule the server takes', () => {
    const read = ruleFrom(filled, null, now);
    expect(read.ok && inviteRuleDraft.safeParse(read.value).success).toBe(true);
    expect(read).toMatchObject({
      value: { registered: { inviter: { kind: 'points', points: 20 }, invitee: null }, burst: null },
    });
  });

  it('a pack is named by choosing it', () => {
    const pack = { what: 'pack_invite', points: '' };
    expect(ruleFrom({ ...filled, milestones: { ...filled.milestones, 5: pack } }, null, now)).toMatchObject({
      value: { milestones: [{ friends: 5, gift: { kind: 'pack', packId: 'pack_invite' } }] },
    });
  });

  it.each<[string, string, Partial<RuleForm>]>([
    ['rule-joinInviter', '请填 1 到 100000 的整数', { joinInviter: { what: POINTS, points: '' } }],
    ['rule-minYuan', '请填金额，最多两位小数', { minYuan: 'x' }],
    ['rule-withinDays', '请填 1 到 365 的整数', { withinDays: '0' }],
    ['rule-perDay', '请填 1 到 100000 的整数，不设就留空', { perDay: '1.5' }],
    ['rule-burstMinutes', '请填 1 到 1440 的整数', { burstFriends: '5', burstMinutes: '' }],
  ])('at %s: %s', (field, text, change) => {
    const read = ruleFrom({ ...filled, ...change }, null, now);
    expect(read.ok ? [] : read.problems.map((problem) => [problem.field, problem.text])).toEqual([
      [field, text],
    ]);
  });

  it('minutes without a number of friends do not matter', () => {
    expect(ruleFrom({ ...filled, burstMinutes: '' }, null, now)).toMatchObject({ ok: true });
  });

  it('ended, it is over now', () => {
    const read = ruleFrom({ ...filled, orderInviter: { what: NOTHING, points: '7' } }, null, now);
    if (!read.ok) throw new Error('no rule');
    expect(endedAt(read.value, now)).toMatchObject({ until: now + 1, firstOrder: { inviter: null } });
  });
});
