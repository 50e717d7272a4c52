import { journeyPlan, type JourneyNode, type JourneyPlan } from '../../../contracts/journey/journey-graph';
import { graphProblems } from './graph-problems';
import { filled, textFor } from './texts';
import { storeId } from '../../../contracts/values';

const planOf = (...nodes: JourneyNode[]): JourneyPlan => ({
  trigger: { on: 'fact', fact: 'joined' },
  filter: null,
  entry: { again: 'never' },
  goal: null,
  exitWhen: null,
  mostRounds: 3,
  priority: 5,
  start: 'a',
  nodes,
});
const tag = (id: string, next: string | null): JourneyNode => ({
  do: 'tag',
  id,
  tag: '新客',
  put: true,
  next,
});
const wait = (id: string, next: string | null, atMinute: number | null = null): JourneyNode => ({
  do: 'wait',
  id,
  until: atMinute === null ? { kind: 'for', minutes: 60 } : { kind: 'clock', atMinute, weekdays: [] },
  next,
  late: null,
});
type Message = Extract<JourneyNode, { do: 'message' }>;
const message = (title: string, body: string, texts: Message['texts'] = []): Message => ({
  do: 'message',
  id: 'a',
  fallback: { title, body },
  texts,
  capped: 'hold',
  usefulMinutes: 1440,
  next: null,
});
const stopping = (plan: JourneyPlan): string[] =>
  graphProblems(plan)
    .filter(({ severity }) => severity === 'stops')
    .map(({ node, text }) => `${node ?? '-'} ${text}`);

it.each<[string, JourneyPlan, RegExp[]]>([
  ['one step', planOf(tag('a', null)), []],
  ['no first step', { ...planOf(tag('a', null)), start: 'b' }, [/没有第一步/]],
  ['a step that leads nowhere', planOf(tag('a', 'z')), [/^a 连到了不存在/]],
  ['two of a name', planOf(tag('a', null), tag('a', null)), [/同名/]],
  ['a loop without a wait', planOf(tag('a', 'b'), tag('b', 'a')), [/^a 循环/, /^b 循环/]],
  ['a loop with a wait', planOf(tag('a', 'b'), wait('b', 'a')), []],
  [
    'a loop whose wait may be over at once',
    planOf(tag('a', 'b'), wait('b', 'a', 540)),
    [/^a 循环/, /^b 循环/],
  ],
  [
    'arms of 99 %',
    planOf({
      do: 'split',
      id: 'a',
      arms: [
        { percent: 50, next: null },
        { percent: 49, next: null },
      ],
    }),
    [/100%/],
  ],
  ['a title of 20', planOf(message('字'.repeat(20), '正文')), []],
  ['a title of 21', planOf(message('字'.repeat(21), '正文')), [/标题最长会有 21/]],
  ['a title with the longest nickname', planOf(message(`{昵称}${'字'.repeat(10)}`, '正文')), []],
  ['one character more', planOf(message(`{昵称}${'字'.repeat(11)}`, '正文')), [/标题最长会有 21/]],
  ['a variable nobody knows', planOf(message('{生日}快乐', '正文')), [/不认识的变量“{生日}”/]],
  ['a body of 200', planOf(message('题', '字'.repeat(200))), []],
  ['a body of 201', planOf(message('题', '字'.repeat(201))), [/正文最长会有 201/]],
  [
    'a notification that is too long',
    planOf(
      message('题', '文', [
        { storeId: null, channel: 'wechat', text: { title: '题', body: '字'.repeat(21) } },
      ]),
    ),
    [/微信通知的正文最长会有 21/],
  ],
  ['forced sharing', planOf(message('分享后才能领取', '正文')), [/强制分享/]],
])('%s', (_what, plan, found) => {
  expect(journeyPlan().safeParse(plan).success).toBe(true);
  const problems = stopping(plan);
  expect(problems).toHaveLength(found.length);
  found.forEach((pattern, at) => expect(problems[at]).toMatch(pattern));
});

it('says what is never come to', () => {
  expect(graphProblems(planOf(tag('a', null), tag('b', null)))).toEqual([
    { node: 'b', severity: 'warns', text: '走不到这一步' },
  ]);
});

it('takes the text that is meant most closely, and cuts what is longer than it was counted with', () => {
  const [store, other] = [storeId.parse('sto_one'), storeId.parse('sto_two')];
  const say = (body: string) => ({ title: '题', body });
  const node = message('题', 'all', [
    { storeId: null, channel: 'wechat', text: say('wechat') },
    { storeId: store, channel: null, text: say('store') },
    { storeId: store, channel: 'wechat', text: say('store-wechat') },
  ]);
  expect(textFor(node, store, 'wechat').body).toBe('store-wechat');
  expect(textFor(node, store, 'inbox').body).toBe('store');
  expect(textFor(node, other, 'wechat').body).toBe('wechat');
  expect(textFor(node, null, 'inbox').body).toBe('all');
  expect(filled('{昵称}，{积分}分', { 昵称: '很'.repeat(12), 积分: '120' })).toBe(
    `${'很'.repeat(10)}，120分`,
  );
});
