import { DAY_MS } from '@contracts/primitives/time';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { dieAt, join, joinTwice, snapshotOf, undoLatest } from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { badgeOf, publishBadges, wallOf } from '../../stage/play/badge-stage';
import { playPointsOf, pointsPrize, refusal } from '../../stage/play/play-stage';
import { comeTo, publishVisits } from '../../stage/play/visit-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

/** More database calls than winning two levels and their gift makes. */
const MOST_CALLS = 40;

describe('勋章', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const won = () =>
    documentsOf(cloud, 'badgesWon')
      .map(({ badgeId, level, given }) => [badgeId, level, given])
      .sort();

  it('a level that is reached comes by itself, each once, with its gift; the highest is worn on the card', async () => {
    await publishBadges(cloud);
    const { phone: one, memberId } = await newcomer(cloud, 'oRegular');
    expect(await wallOf(one)).toEqual([['regular', 0, 0, 1]]);
    await order(cloud, one, 3_000);
    await untilTold(cloud);
    expect([await wallOf(one), won()]).toEqual([[['regular', 1, 1, 3]], [['regular', 1, 0]]]);
    await order(cloud, one, 3_000);
    await order(cloud, one, 3_000);
    await untilTold(cloud);
    await untilTold(cloud);
    expect([await wallOf(one), won()]).toEqual([
      [['regular', 2, 3, null]],
      [
        ['regular', 1, 0],
        ['regular', 2, 1],
      ],
    ]);
    expect(playPointsOf(cloud, memberId)).toEqual([9]);
    expect(await one.play.readPlay({})).toMatchObject({
      hasBadges: true,
      badges: [{ id: 'regular', name: '常客', level: 2 }],
    });
  });

  it('what happened before a badge was published is collected on the wall, several levels at once, each once', async () => {
    const { phone: one, memberId } = await newcomer(cloud, 'oBefore');
    for (const _ of [1, 2, 3]) await order(cloud, one, 3_000);
    await untilTold(cloud);
    await publishBadges(cloud);
    await untilTold(cloud);
    expect(won()).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => one.play.collectBadges({})));
    expect(answers.flatMap(({ won: levels }) => levels.map(({ level }) => level)).sort()).toEqual([1, 2]);
    await Promise.all([one.play.takeGifts({ of: 'badge' }), pass(cloud)]);
    await pass(cloud);
    expect(playPointsOf(cloud, memberId)).toEqual([9]);
    expect(await one.play.collectBadges({})).toEqual({ won: [] });
  });

  it('an order that came back does not count; a level that was won stays', async () => {
    await publishBadges(cloud);
    const { phone: one } = await newcomer(cloud, 'oBack');
    const first = await order(cloud, one, 3_000);
    await one.play.collectBadges({});
    await refundAll(cloud, first);
    await cloud.wechat.pay.deliverDue();
    expect(await wallOf(one)).toEqual([['regular', 1, 0, 3]]);
    await order(cloud, one, 3_000);
    expect(await one.play.collectBadges({})).toEqual({ won: [] });
  });

  it('two who become one have what they did together, each level once; apart again each has what was theirs', async () => {
    await publishBadges(cloud);
    const { one, two, both } = await joinTwice(cloud);
    for (const each of [one, two]) {
      await order(cloud, each, 3_000);
      await each.play.collectBadges({});
    }
    expect([await wallOf(one), await wallOf(two)]).toEqual([[['regular', 1, 1, 3]], [['regular', 1, 1, 3]]]);
    await both.identityMap.linkMine({});
    expect(await wallOf(both)).toEqual([['regular', 1, 2, 3]]);
    await order(cloud, both, 3_000);
    expect((await both.play.collectBadges({})).won).toMatchObject([{ level: 2 }]);
    expect((await both.play.readPlay({})).badges).toEqual([{ id: 'regular', name: '常客', level: 2 }]);
    await undoLatest(cloud);
    await pass(cloud);
    expect([...(await wallOf(one)), ...(await wallOf(two))].map(([, level]) => level).sort()).toEqual([1, 2]);
  });

  it('visits count; stopped, nothing new is won and what was won is still worn', async () => {
    await publishVisits(cloud);
    await publishBadges(cloud, [
      { id: 'comes', kind: 'visits', levels: [{ count: 1, prize: pointsPrize(7) }] },
    ]);
    const { phone: one, memberId } = await newcomer(cloud, 'oComes');
    await comeTo(cloud, one);
    await untilTold(cloud);
    await untilTold(cloud);
    expect(playPointsOf(cloud, memberId).sort()).toEqual([6, 7]);
    await publishBadges(cloud, [{}], false);
    await order(cloud, one, 3_000);
    await untilTold(cloud);
    expect(await one.play.collectBadges({})).toEqual({ won: [] });
    expect(await wallOf(one)).toEqual([['comes', 1, 0, null]]);
    const { phone: nobody } = await newcomer(cloud, 'oNobody');
    expect((await nobody.play.readBadges({})).badges).toBeNull();
  });

  it('who closes the account and comes back begins anew, and has no gift again', async () => {
    await publishBadges(cloud, [{ levels: [{ count: 1, prize: pointsPrize(9) }] }]);
    const { phone: one } = await newcomer(cloud, 'oReturns');
    await order(cloud, one, 3_000);
    await one.play.collectBadges({});
    await pass(cloud, 10 * DAY_MS);
    await one.identityMap.requestClosure({});
    await pass(cloud, 8 * DAY_MS);
    expect(won()).toEqual([]);
    await pass(cloud, DAY_MS);
    await join(one);
    await untilTold(cloud);
    await order(cloud, one, 3_000);
    expect((await one.play.collectBadges({})).won).toMatchObject([{ level: 1, gift: null }]);
  });

  it('an instance that dies at whichever database call: each level is won once, its gift given once', async () => {
    await publishBadges(cloud);
    const { phone: one, memberId } = await newcomer(cloud, 'oDies');
    for (const _ of [1, 2, 3]) await order(cloud, one, 3_000);
    const back = snapshotOf(cloud);
    const calls = drawnCalls(MOST_CALLS);
    let survived = 0;
    for (const call of calls) {
      await back();
      let isDone = false;
      await dieAt(cloud, call, async () => {
        await one.play.collectBadges({});
        await one.play.takeGifts({ of: 'badge' });
        isDone = true;
      }).catch(() => undefined);
      if (isDone) survived += 1;
      await pass(cloud);
      await one.play.collectBadges({});
      await pass(cloud);
      expect(won()).toEqual([
        ['regular', 1, 0],
        ['regular', 2, 1],
      ]);
      expect(playPointsOf(cloud, memberId)).toEqual([9]);
    }
    // It was tried to the last call there is, and at some there are not.
    expect(survived).toBeGreaterThan(0);
    expect(survived).toBeLessThan(calls.length);
  });

  it('the form of an older version is refused; the request that published it has its answer again', async () => {
    const draft = { isOn: true, badges: [badgeOf()] };
    const requestId = newTestRequest();
    const first = await he().play.publishBadgeRule({ draft, basedOn: 0 }, { requestId });
    expect(await he().play.publishBadgeRule({ draft, basedOn: 0 }, { requestId })).toEqual(first);
    expect(await refusal(he().play.publishBadgeRule({ draft, basedOn: 0 }))).toBe('rule_changed_meanwhile');
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('play.publishBadgeRule');
    expect((await he().play.readBadgeRule({})).lines[0]).toBe(
      '常客：1 级 累计付款 1 笔；2 级 累计付款 3 笔，得 9 积分',
    );
  });
});
