import { DAY_MS } from '../../contracts/primitives/time';
import { CAMPAIGN_TEMPLATE } from '../../local/seed/demo-settings';
import type { LocalCloud } from '../../local/server';
import { newcomer } from '../../tests/stage/audience/told-life';
import { order, pass } from '../../tests/stage/invite-stage';
import { hear } from '../../tests/stage/journey/journey-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

/** A recipe is tried, published, walked through by two members, and asked why (operations.md, section 3). */
export async function tellJourneys(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：选一个现成的旅程 → 试走 → 发布 → 入会即进 → 到点才说 → 下单就停 → 问为什么');
  const { journey } = phoneOf(cloud, 'operator-he');
  const { recipes } = await journey.listRecipes({});
  story.step('运营小何', '看现成的旅程', ...recipes.map(({ name, about }) => `${name}：${about}`));
  const recipe = recipes.find(({ id }) => id === 'first-order');
  if (!recipe) throw new Error('no recipe');

  const tried = await journey.previewPlan({ plan: recipe.plan, memberId: null, happens: [] });
  const texts = tried.steps.flatMap(({ text }) =>
    text ? [`${text.wechat.title}｜${text.wechat.body}`] : [],
  );
  story.step('运营小何', `试走「${recipe.name}」`, ...texts);
  story.expect('two messages and a gift, then it ends', [texts.length, tried.how], [2, 'ended']);

  const draft = { journeyId: null, name: recipe.name, draft: recipe.plan, basedOn: 0 };
  const { journeyId, saves, problems } = await journey.saveJourney(draft);
  await journey.publishJourney({ journeyId, basedOn: saves, running: 'finish' });
  story.step('运营小何', '存下并发布');
  story.expect('nothing is wrong with it', problems, []);

  const [buyer, looker] = [await newcomer(cloud, 'oStory-buyer'), await newcomer(cloud, 'oStory-looker')];
  await looker.phone.allowReminders(1, [CAMPAIGN_TEMPLATE]);
  await hear(cloud);
  story.step(
    '两位新客',
    '入会，进入旅程',
    `在路上 ${(await journey.readJourney({ journeyId })).there.length} 处`,
  );

  await order(cloud, buyer.phone, 6600);
  await hear(cloud);
  for (let day = 0; day < 3; day += 1) await pass(cloud, DAY_MS);
  for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
  const arrived = looker.phone
    .serviceNotifications()
    .filter(({ templateId }) => templateId === CAMPAIGN_TEMPLATE);
  story.step(
    '没下单的那位',
    '两天后上午收到微信通知',
    ...arrived.map(({ fields }) => fields.map(({ value }) => value).join('｜')),
  );
  story.expect('once, in WeChat', arrived.length, 1);

  const runOf = async ({ memberId }: typeof buyer) =>
    (await journey.traceMember({ memberId, cursor: null })).runs[0];
  const [bought, waits] = [await runOf(buyer), await runOf(looker)];
  const way = (bought?.trace ?? []).map(({ node, what }) => `${node} ${what}`.trim()).join(' → ');
  story.step('运营小何', '问下了单的那位怎么没有通知', way);
  story.expect('who ordered reached the goal and is left alone', bought?.how, 'goal');
  story.expect('the other is still on the way', waits?.state, 'active');
}
