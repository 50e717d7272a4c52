import { useState } from 'react';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { FormPanel } from '@/components/form/form';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { errorCatalogue } from '@contracts/errors';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { audienceService } from '@/services';
import { MemberPicker, memberName, type PickedMember } from '../../components/member-picker/member-picker';

type Explained = Awaited<ReturnType<typeof audienceService.explainMember>>;

/** Why somebody is in the segment, or is not, in plain words; until when that stands if nothing happens. */
export function Explain({ segmentId }: { segmentId: string }) {
  const [picked, setPicked] = useState<PickedMember | null>(null);
  const [answer, setAnswer] = useState<Explained | null>(null);
  const ask = useAction(async ({ memberId }: PickedMember) =>
    setAnswer(await audienceService.explainMember({ memberId, segmentId })),
  );
  const pick = (member: PickedMember | null) => {
    setPicked(member);
    setAnswer(null);
    if (member) void ask.run(member);
  };
  return (
    <>
      <SectionTitle text="为什么在、不在" />
      <FormPanel>
        <MemberPicker id="who" picked={picked} onPick={pick} />
      </FormPanel>
      {ask.error && <InlineNote text={errorCatalogue[ask.error.code].message} />}
      {picked && answer && (
        <Card id="why">
          <CardHead title={`${memberName(picked)} ${answer.isIn ? '在里面' : '不在里面'}`} />
          <CardLine text={answer.why} />
          {answer.isIn !== answer.wouldBe && <CardLine text="条件刚变了，几分钟后更新" />}
          {answer.until !== null && (
            <CardLine text={`没有新的变化的话，到 ${chinaTimeText(answer.until)} 为止`} />
          )}
        </Card>
      )}
    </>
  );
}
