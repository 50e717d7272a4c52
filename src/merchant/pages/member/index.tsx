import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { DetailPage } from '@/components/detail/detail-page';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import { refuse } from '@contracts/errors';
import { isMemberId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { Holdings, Who } from './about-member';
import { Acts } from './acts';
import { Said } from './said';
import { Timeline } from './timeline';

/** 会员详情: who it is, what they have and did, what the office does with them. */
export default function MemberPage() {
  const { params } = useRouter();
  const memberId = isMemberId(params['id']) ? params['id'] : null;
  const call = useCall(async () => {
    if (memberId === null) throw refuse('member_not_found');
    return officeService.readMember({ memberId });
  });
  const { say, toast } = useToast();
  /** How much was done here: what they said is read again then. */
  const [acts, setActs] = useState(0);
  return (
    <>
      <DetailPage call={call} Failure={StaffOnly} outline={6}>
        {({ member }, again) => (
          <>
            {member.frozen && (
              <InlineNote text={`${chinaTimeText(member.frozen.at)} 冻结：${member.frozen.reason}`} />
            )}
            {member.closesAt !== null && (
              <InlineNote text={`申请了注销，${chinaTimeText(member.closesAt)} 注销`} />
            )}
            <Who member={member} />
            <Holdings member={member} />
            <Acts
              member={member}
              onDone={(text) => {
                say(text);
                setActs(acts + 1);
                again();
              }}
            />
            <Said key={`said-${acts}`} memberId={member.memberId} />
            <SectionTitle text="时间线" />
            <Timeline memberId={member.memberId} />
          </>
        )}
      </DetailPage>
      {toast}
    </>
  );
}
