import type { MemberId } from '@contracts/primitives/ids';
import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { Failure } from '../../../kit/failure';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { useMemberSearch } from '../../members/use-member-search';
import { explainTexts } from './explain-texts';

function Why({ memberId, segmentId }: { memberId: MemberId; segmentId: string }) {
  const texts = usePageTexts(explainTexts);
  const asked = useQuery({
    queryKey: ['audience', 'explain', segmentId, memberId],
    queryFn: () => api.audience.explainMember({ memberId, segmentId }),
  });
  if (asked.isError) return <Failure error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return null;
  const { isIn, wouldBe, why, until } = asked.data;
  return (
    <Alert
      type={isIn ? 'success' : 'info'}
      title={isIn ? texts.isIn : texts.isOut}
      description={
        <>
          <div>{why}</div>
          {isIn !== wouldBe && <div>{texts.soon}</div>}
          {until !== null && <div>{texts.until(momentText(until))}</div>}
        </>
      }
    />
  );
}

/** Why somebody is in the segment, or is not. */
export function ExplainMember({ segmentId }: { segmentId: string }) {
  const texts = usePageTexts(explainTexts);
  const [looked, setLooked] = useState('');
  const [chosen, setChosen] = useState<MemberId | null>(null);
  const { found, choices } = useMemberSearch(looked);
  return (
    <Flex vertical gap="small" style={{ marginBottom: 12 }}>
      <Input.Search
        aria-label={texts.look}
        placeholder={texts.look}
        maxLength={30}
        loading={found.isFetching}
        onSearch={(text) => {
          setChosen(null);
          setLooked(text.trim());
        }}
      />
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {choices?.length === 0 && <Typography.Text>{texts.nobody}</Typography.Text>}
      {choices !== undefined && choices.length > 0 && (
        <Select
          aria-label={texts.who}
          placeholder={texts.who}
          value={chosen}
          onChange={setChosen}
          options={choices}
        />
      )}
      {chosen !== null && <Why memberId={chosen} segmentId={segmentId} />}
    </Flex>
  );
}
