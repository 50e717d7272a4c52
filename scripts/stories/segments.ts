import type { Condition, SegmentRule } from '../../contracts/audience/segment-rule';
import { DAY_MS } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { newcomer, untilTold, type Somebody } from '../../tests/stage/audience/told-life';
import { order, pass } from '../../tests/stage/invite-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const tag = (name: string): Condition => ({ if: 'tag', anyOf: [name] });

/** Facts → features → segments: counted, put together, explained, and left by time alone (operations.md, section 2). */
export async function tellSegments(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：打标签 → 人群 → 且或非 → 为什么在里面 → 时间到了自己离开');
  const people: Somebody[] = [];
  for (let n = 0; n < 10; n += 1) people.push(await newcomer(cloud, `oStory-${n}`));
  const he = phoneOf(cloud, 'operator-he');
  const mark = ({ memberId }: Somebody, name: string) =>
    he.office.tagMember({ memberId, add: [name], remove: [], reason: '街坊' });
  for (const one of people.slice(0, 4)) await mark(one, '爱吃辣');
  for (const one of people.slice(4, 6)) await mark(one, '不吃辣');
  story.step('运营小何', '给 4 人打「爱吃辣」，2 人打「不吃辣」，4 人没有标签');

  const save = async (name: string, rule: SegmentRule) =>
    (await he.audience.saveSegment({ segmentId: null, name, rule, basedOn: 0 })).segmentId;
  const hot = await save('爱吃辣', tag('爱吃辣'));
  const mild = await save('不吃辣', tag('不吃辣'));
  const recent = await save('七天内买过', { if: 'orders', days: 7, min: 1, max: null });
  const rest = async (ms = 0) => {
    await untilTold(cloud, ms);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };
  await rest();
  const count = async (set: Parameters<typeof he.audience.countSet>[0]['set']) =>
    (await he.audience.countSet({ set })).members;
  const counts = [
    await count({ segment: hot }),
    await count({ not: { segment: hot } }),
    await count({ all: [{ not: { segment: hot } }, { not: { segment: mild } }] }),
    await count({ any: [{ segment: hot }, { segment: mild }] }),
  ];
  story.step(
    '运营小何',
    '看人数',
    `爱吃辣 ${counts[0]}，不是的 ${counts[1]}，都没有 ${counts[2]}，有其一 ${counts[3]}`,
  );
  story.expect('exactly, without a look at a member', counts, [4, 6, 4, 6]);

  const [first] = people;
  if (!first) throw new Error('nobody');
  const why = await he.audience.explainMember({ memberId: first.memberId, segmentId: hot });
  story.step('运营小何', '问第一位为什么在「爱吃辣」', why.why);
  story.expect('by the tag', [why.isIn, why.until], [true, null]);

  await order(cloud, first.phone, 6600);
  await rest();
  const inside = await count({ segment: recent });
  await rest(7 * DAY_MS);
  const later = await count({ segment: recent });
  story.step('时间', '买一单，七天后再看「七天内买过」', `当时 ${inside} 人，现在 ${later} 人`);
  story.expect('who did nothing leaves when the time comes', [inside, later], [1, 0]);
}
