import { memberId } from '../../../contracts/values';
import { DAY_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { demoInviteRule } from '../../../local/seed/demo-invites';
import { inviteRule } from '../../../contracts/referral/invite-rule';
import { touchedAgain, chosen } from './attribution';
import { judge, withFriend, withRecent, type Counts } from './standing';

const rule = inviteRule.parse({ ...demoInviteRule, perDay: 2, total: 3, burst: { friends: 3, minutes: 30 } });
const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const lin = memberId.parse(`mem_${'0'.repeat(25)}1`);
const wang = memberId.parse(`mem_${'0'.repeat(25)}2`);
const none: Counts = { friends: 0, rewarded: 0, day: null, recent: [], ordered: 0, milestones: [] };
const candidate = {
  sameness: 'different' as const,
  inviteeId: wang,
  inviterId: lin,
  isFrozen: false,
  isReturning: false,
  touchedAt: noon,
  codeRevokedAt: null,
  joinedAt: noon,
};

describe('whether a friend counts', () => {
  it.each([
    ['a new member', {}, 'counted', null],
    ['oneself', { inviteeId: lin }, 'refused', 'self'],
    ['somebody who was a member before', { isReturning: true }, 'refused', 'existing_member'],
    ['a code revoked at that instant', { codeRevokedAt: noon }, 'refused', 'code_revoked'],
    ['a code revoked a moment later', { codeRevokedAt: instant(noon + 1) }, 'counted', null],
    ['an inviter who left', { inviterId: null }, 'refused', 'account_closed'],
    ['an inviter who is frozen', { isFrozen: true }, 'held', 'inviter_frozen'],
    ['before the activity', { joinedAt: instant(rule.from - 1) }, 'refused', 'rule_ended'],
    ['at its first instant', { joinedAt: rule.from }, 'counted', null],
  ])('%s', (_name, more, state, reason) => {
    expect(judge({ ...candidate, ...more }, rule, none)).toMatchObject({ state, reason });
  });

  it('an activity ends before its end', () => {
    const ended = { ...rule, until: noon };
    expect(judge(candidate, ended, none).reason).toBe('rule_ended');
    expect(judge({ ...candidate, joinedAt: instant(noon - 1) }, ended, none).state).toBe('counted');
    expect(judge(candidate, null, none).reason).toBe('rule_ended');
  });

  it('the cap of the day is of the China day the friend joined on', () => {
    let counts = withFriend(withFriend(none, noon, false), noon, false);
    expect(judge(candidate, rule, counts).capped).toBe(true);
    const tomorrow = { ...candidate, joinedAt: instant(noon + DAY_MS) };
    expect(judge(tomorrow, rule, counts).capped).toBe(false);
    counts = withFriend(counts, instant(noon + DAY_MS), false);
    expect(judge({ ...candidate, joinedAt: instant(noon + 2 * DAY_MS) }, rule, counts).capped).toBe(true);
  });

  it('a burst is more than so many within so many minutes', () => {
    const at = (minutes: number) => instant(noon - minutes * MINUTE_MS);
    const recent = (...minutes: number[]) =>
      minutes.reduce((counts, minute) => withRecent(counts, at(minute)), none);
    expect(judge(candidate, rule, recent(1, 2)).state).toBe('counted');
    expect(judge(candidate, rule, recent(1, 2, 29))).toMatchObject({
      state: 'held',
      reason: 'suspicious_burst',
    });
    expect(judge(candidate, rule, recent(1, 2, 30)).state).toBe('counted');
  });
});

describe('which touch is attributed', () => {
  const touch = (at: number, code: string) => ({ at: instant(noon + at), code });
  const last = { touch: 'last' as const, windowMs: DAY_MS };
  const first = { touch: 'first' as const, windowMs: DAY_MS };

  it('the join’s own code, or the first within the window', () => {
    const before = touchedAgain(touchedAgain(null, touch(0, 'a'), last), touch(5, 'b'), last);
    const own = touch(10, 'own');
    const now = instant(noon + 10);
    expect(chosen(own, before, last, now)).toMatchObject({ touch: { code: 'own' }, why: 'join_code' });
    expect(chosen(null, before, last, now)).toMatchObject({ touch: { code: 'b' }, why: 'last_touch' });
    expect(chosen(own, before, first, now)).toMatchObject({ touch: { code: 'a' }, why: 'first_touch' });
  });

  it('a touch is forgotten at the end of its window', () => {
    const before = touchedAgain(null, touch(0, 'a'), last);
    expect(chosen(null, before, last, instant(noon + DAY_MS - 1))?.touch.code).toBe('a');
    expect(chosen(null, before, last, instant(noon + DAY_MS))).toBeNull();
    expect(touchedAgain(before, touch(DAY_MS, 'b'), first).first.code).toBe('b');
  });
});
