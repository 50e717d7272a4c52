import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { isMemberId } from '@contracts/primitives/ids';
import { officeService } from '@/services';
import type { PickedMember } from './member-picker';

/**
 * Whom a page was opened for (`?member=`), so that nobody who comes from a member's page has to look for them again.
 * @returns null: nobody, somebody not read yet, or somebody the office does not know; then they are picked by hand
 */
export function useMemberOfPage(): PickedMember | null {
  const { params } = useRouter();
  const wanted = params['member'];
  const [member, setMember] = useState<PickedMember | null>(null);
  useEffect(() => {
    if (!isMemberId(wanted)) return;
    officeService
      .readMember({ memberId: wanted })
      .then(({ member: { memberId, nickname, phone, card, joinedAt } }) =>
        setMember({ memberId, nickname, phone, planName: card.planName, joinedAt }),
      )
      .catch(() => undefined);
  }, [wanted]);
  return member;
}
