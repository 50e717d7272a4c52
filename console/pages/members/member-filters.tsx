import type { MemberDeskApi, MemberFilterInput } from '@contracts/office/members';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useQueryString } from '../../app/location';
import { Choose } from '../../kit/choose';
import { usePageTexts } from '../../texts/use-texts';
import { MoreFilters } from './parts/more-filters';
import { SavedViews } from './parts/saved-views';
import { memberTexts } from './texts';

type Choices = ReturnType<MemberDeskApi['listMemberChoices']>;
interface Named {
  id: string;
  name: string;
}
const optionsOf = (all: readonly Named[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** What is asked for most stands in the row; the rest behind one button, so that the table keeps its height. */
export function MemberFilters({
  filter,
  choices,
}: {
  filter: MemberFilterInput;
  choices: Choices | undefined;
}) {
  const texts = usePageTexts(memberTexts);
  const query = useQueryString();
  const asked = query.get('text') ?? '';
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  return (
    <>
      <Input.Search
        allowClear
        style={{ width: 240 }}
        placeholder={texts.filters.text}
        aria-label={texts.filters.text}
        maxLength={30}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => query.set({ text: text.trim(), pages: null })}
      />
      <Choose name="plan" label={texts.filters.plan} options={optionsOf(choices?.cardPlans)} />
      <Choose name="leader" label={texts.filters.leader} options={optionsOf(choices?.leaders)} />
      <Choose name="store" label={texts.filters.store} options={optionsOf(choices?.stores)} />
      {choices !== undefined && choices.tiers.length > 0 && (
        <Choose
          name="tier"
          label={texts.filters.tier}
          options={choices.tiers.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
      {choices !== undefined && choices.categories.length > 0 && (
        <Choose
          name="category"
          label={texts.filters.category}
          options={choices.categories.map((value) => ({ value, label: value }))}
        />
      )}
      <Choose
        name="frozen"
        label={texts.filters.state}
        options={[
          { value: 'no', label: texts.fine },
          { value: 'yes', label: texts.frozen },
        ]}
      />
      <MoreFilters filter={filter} />
      <SavedViews filter={filter} views={choices?.views ?? []} />
    </>
  );
}
