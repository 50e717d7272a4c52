import type { PushId } from '@contracts/primitives/ids';
import { instant, type Instant } from '@contracts/primitives/time';
import type { PushApi } from '@contracts/message/push';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import { FormLoad } from '../../../kit/edit/form-load';
import { optionsOf, type Field, type Section } from '../../../kit/edit/fields';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { peopleTexts, type PeopleTexts } from '../texts';
import { NEW_PUSH, pushInput, sendAtOf, type PushValues } from './push-values';
import { pushTexts, type PushTexts } from './texts';

type Choices = ReturnType<PushApi['listAudienceChoices']>;
const browserNow = (): Instant => instant(Date.now());
const isCampaign = ({ kind }: PushValues): boolean => kind === 'campaign';

const messageFields = (texts: PushTexts, { pushKinds }: PeopleTexts): Field<PushValues>[] => [
  {
    name: 'kind',
    label: texts.kind,
    kind: 'choice',
    isRequired: true,
    options: (['campaign', 'coupon_expiry', 'card_expiry'] as const).map((value) => ({
      value,
      label: pushKinds[value],
    })),
  },
  { name: 'title', label: texts.title, kind: 'text', most: 20, isRequired: true, when: isCampaign },
  { name: 'body', label: texts.body, kind: 'lines', most: 200, isRequired: true, when: isCampaign },
  {
    name: 'day',
    label: texts.day,
    hint: texts.atOnce,
    kind: 'day',
    check: (values) => {
      const at = sendAtOf(values);
      return at !== null && at <= browserNow() ? texts.past : null;
    },
  },
  { name: 'clock', label: texts.clock, kind: 'clock', isRequired: true, when: ({ day }) => day !== null },
  { name: 'givesPack', label: texts.givesPack, kind: 'flag' },
];

function audienceFields(texts: PushTexts, choices: Choices): Field<PushValues>[] {
  const days = {
    kind: 'number' as const,
    min: 1,
    max: 365,
    unit: texts.days,
    empty: texts.unlimited,
  };
  const chosen = { kind: 'choices' as const, empty: texts.all };
  return [
    { ...days, name: 'couponDays', label: texts.couponDays },
    { ...days, name: 'cardDays', label: texts.cardDays },
    { ...days, name: 'joinedDays', label: texts.joinedDays },
    { ...days, name: 'paidDays', label: texts.paidDays },
    { ...days, name: 'notPaidDays', label: texts.notPaidDays },
    { name: 'points', label: texts.points, kind: 'number', min: 1, max: 99_999_999, empty: texts.unlimited },
    { name: 'tags', label: texts.tags, kind: 'choices', free: true, options: [], empty: texts.unlimited },
    { ...chosen, name: 'segmentIds', label: texts.segments, options: optionsOf(choices.segments) },
    { ...chosen, name: 'storeIds', label: texts.stores, options: optionsOf(choices.stores) },
    { ...chosen, name: 'leaderIds', label: texts.leaders, options: optionsOf(choices.leaders) },
    { ...chosen, name: 'planIds', label: texts.plans, options: optionsOf(choices.cardPlans) },
  ];
}

interface Props {
  /** From a segment's page it is for those in it; what was typed for others is kept apart. */
  segmentId: string | null;
  /** The draft: its people are counted there. */
  onMade: (id: PushId) => void;
  onClose: () => void;
}

function Editor({ choices, segmentId, onMade, onClose }: Props & { choices: Choices }) {
  const texts = usePageTexts(pushTexts);
  const people = usePageTexts(peopleTexts);
  const refresh = useRefresh(['message', 'pushes']);
  const sections = useMemo<Section<PushValues>[]>(
    () => [
      { title: texts.message, fields: messageFields(texts, people) },
      { title: texts.audience, fields: audienceFields(texts, choices) },
    ],
    [texts, people, choices],
  );
  const made = useRef<PushId | null>(null);
  const initial = useMemo(
    () => (segmentId === null ? NEW_PUSH : { ...NEW_PUSH, segmentIds: [segmentId] }),
    [segmentId],
  );
  return (
    <EditForm<PushValues>
      title={texts.new}
      who={texts.who}
      what={texts.what}
      sections={sections}
      initial={initial}
      isNew
      keepAs={segmentId === null ? 'push.new' : `push.new.${segmentId}`}
      submit={async (values, requestId) => {
        const { push } = await api.message.createPush(pushInput(values, browserNow()), { requestId });
        made.current = push.id;
      }}
      saveText={texts.save}
      onDone={refresh}
      reload={refresh}
      onClose={() => (made.current === null ? onClose() : onMade(made.current))}
    />
  );
}

export function PushForm(props: Props) {
  const choices = useQuery({
    queryKey: ['message', 'audienceChoices'],
    queryFn: () => api.message.listAudienceChoices({}),
  });
  return (
    <FormLoad queries={[choices]} onClose={props.onClose}>
      {choices.data && <Editor {...props} choices={choices.data} />}
    </FormLoad>
  );
}
