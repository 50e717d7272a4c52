import { TuankaError } from '@contracts/errors';
import type { PointsApi } from '@contracts/points/points';
import { App as AntApp } from 'antd';
import { useMemo } from 'react';
import { errorText } from '../../../app/error-text';
import { isBackwards } from '../../../kit/edit/days';
import { EditForm } from '../../../kit/edit/edit-form';
import { FormLoad } from '../../../kit/edit/form-load';
import { optionsOf, type Field, type Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { goodsTexts, type GoodsTexts } from '../texts';
import { isPickedUp, rewardDraftOf, rewardValues, type Reward, type RewardValues } from './reward-values';
import { formTexts, type FormTexts } from './texts';
import { useChoices, type Choices } from './use-choices';

function aboutFields(
  { reward: texts }: FormTexts,
  { rewardKinds }: GoodsTexts,
  choices: Choices,
  isNew: boolean,
): Field<RewardValues>[] {
  return [
    {
      name: 'kind',
      label: texts.kind,
      hint: isNew ? undefined : texts.kindFixed,
      kind: 'choice',
      isRequired: true,
      isFixed: !isNew,
      options: (['goods', 'service', 'coupon', 'charity'] as const).map((kind) => ({
        value: kind,
        label: rewardKinds[kind],
      })),
    },
    { name: 'name', label: texts.name, kind: 'text', most: 20, isRequired: true },
    { name: 'points', label: texts.points, kind: 'number', min: 1, max: 1_000_000, isRequired: true },
    { name: 'worthFen', label: texts.worth, kind: 'money', empty: texts.unsaid },
    {
      name: 'couponTemplateId',
      label: texts.coupon,
      kind: 'choice',
      isRequired: true,
      options: choices.templates.map(({ templateId, terms }) => ({ value: templateId, label: terms.title })),
      when: ({ kind }) => kind === 'coupon',
    },
    { name: 'about', label: texts.about, hint: texts.aboutHint, kind: 'lines', most: 600 },
  ];
}

function termFields({ reward: texts, template }: FormTexts, tiers: readonly string[]): Field<RewardValues>[] {
  const limit = { kind: 'number' as const, min: 1, max: 1000, empty: template.unlimited };
  return [
    { name: 'firstDay', label: texts.firstDay, kind: 'day', empty: texts.always },
    {
      name: 'lastDay',
      label: texts.lastDay,
      kind: 'day',
      empty: texts.always,
      check: ({ firstDay, lastDay }) => (isBackwards(firstDay, lastDay) ? texts.backwards : null),
    },
    {
      name: 'tiers',
      label: texts.tiers,
      hint: texts.tiersHint,
      kind: 'choices',
      options: tiers.map((name) => ({ value: name, label: name })),
      when: () => tiers.length > 0,
    },
    { ...limit, name: 'perMember', label: texts.perMember },
    { ...limit, name: 'perMemberPerDay', label: texts.perMemberPerDay },
    {
      name: 'position',
      label: texts.position,
      hint: texts.positionHint,
      kind: 'number',
      min: 0,
      max: 9999,
      isRequired: true,
    },
    { name: 'isOpen', label: texts.open, kind: 'flag' },
  ];
}

const stockFields = ({ reward: texts, template }: FormTexts, choices: Choices): Field<RewardValues>[] => [
  {
    name: 'storeIds',
    label: texts.stores,
    kind: 'choices',
    isRequired: true,
    options: optionsOf(choices.stores),
    when: isPickedUp,
  },
  {
    name: 'skus',
    label: texts.skus,
    kind: 'rows',
    add: texts.addSku,
    most: 12,
    blank: () => ({ id: null, name: '', stock: null }),
    cells: [
      { name: 'name', label: texts.sku, kind: 'text', most: 20, isRequired: true },
      {
        name: 'stock',
        label: texts.stock,
        kind: 'number',
        min: 0,
        max: 1_000_000,
        empty: template.unlimited,
      },
    ],
    when: isPickedUp,
  },
];

interface EditorProps {
  reward: Reward | null;
  choices: Choices;
  reload: () => void;
  onClose: () => void;
}

function Editor({ reward, choices, reload, onClose }: EditorProps) {
  const texts = usePageTexts(formTexts);
  const goods = usePageTexts(goodsTexts);
  const refresh = useRefresh(['points', 'rewards']);
  const before = reward?.draft ?? null;
  const tiers = useMemo(() => [...new Set([...choices.tiers, ...(before?.tiers ?? [])])], [choices, before]);
  const sections = useMemo<Section<RewardValues>[]>(
    () => [
      { title: texts.reward.title, fields: aboutFields(texts, goods, choices, reward === null) },
      { title: texts.reward.stockTitle, fields: stockFields(texts, choices) },
      { title: texts.reward.terms, fields: termFields(texts, tiers) },
    ],
    [texts, goods, choices, reward, tiers],
  );
  const initial = useMemo(() => rewardValues(before), [before]);
  return (
    <EditForm<RewardValues>
      title={before ? `${texts.edit} · ${before.name}` : texts.reward.new}
      who={goods.rewardWho}
      what={goods.priceWhat}
      sections={sections}
      initial={initial}
      isNew={reward === null}
      keepAs={`reward.${reward?.id ?? 'new'}`}
      submit={(values, requestId) =>
        api.points.saveReward(
          {
            edit: reward && { rewardId: reward.id, version: reward.version },
            draft: rewardDraftOf(values, before),
          },
          { requestId },
        )
      }
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      history={reward && <History about={reward.id} actions={['points.saveReward']} />}
    />
  );
}

/** Rewards are read in a list only. */
async function findReward(id: Reward['id']): Promise<Reward> {
  for (let cursor: string | null = null; ;) {
    const page: ReturnType<PointsApi['listAllRewards']> = await api.points.listAllRewards({ cursor });
    const found = page.rewards.find((reward) => reward.id === id);
    if (found) return found;
    if (page.nextCursor === null) throw new TuankaError('reward_not_found');
    cursor = page.nextCursor;
  }
}

interface Props {
  reward: Reward | null;
  /** After a conflict: with what stands there now. */
  onReopen: (reward: Reward) => void;
  onClose: () => void;
}

/** What points are exchanged for: a new one, or the next version of one as it was opened. */
export function RewardForm({ reward, onReopen, onClose }: Props) {
  const choices = useChoices();
  const { message } = AntApp.useApp();
  const reopen = async (id: Reward['id']): Promise<void> => {
    try {
      onReopen(await findReward(id));
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
  };
  return (
    <FormLoad queries={[choices]} onClose={onClose}>
      {choices.data && (
        <Editor
          key={reward?.version}
          reward={reward}
          choices={choices.data}
          reload={() => reward && void reopen(reward.id)}
          onClose={onClose}
        />
      )}
    </FormLoad>
  );
}
