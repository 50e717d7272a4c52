import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useEffect, useMemo } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { setBrandColour } from '@/components/page/use-brand';
import { useCall } from '@/hooks/use-call';
import { useReminderPrompt } from '@/hooks/use-reminder-prompt';
import { codesFromParams, giftCodeFromParams, joinPath } from '@/platform/opening/landing';
import { openGift } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { JoinedView } from './joined-view';
import { loadLanding } from './load-landing';
import { OfferView } from './offer-view';
import { useJoin } from './use-join';

/** The page a leader's or a friend's code opens: what joining gives, one button to join, and the result. */
export default function JoinPage() {
  const { params } = useRouter();
  const codes = useMemo(() => codesFromParams(params), [params]);
  const giftCode = useMemo(() => giftCodeFromParams(params), [params]);
  const { state, reload } = useCall(() => loadLanding(codes));
  const offer = state.status === 'ready' ? state.snapshot.data : null;
  const colour = offer?.brandColour;
  useEffect(() => {
    if (colour !== undefined) setBrandColour(colour);
  }, [colour]);
  const leaderCode = offer?.leaderCode ?? codes.leaderCode;
  const { inviteCode } = codes;
  const join = useJoin(leaderCode, { giftCode, inviteCode, charter: offer?.charter ?? null });
  const prompt = useReminderPrompt('join'); // here already: its template ids must have come when the success is shown
  // Once joined, the result stays: the offer is not read again under it.
  useOnShow(() => {
    if (join.joined === null) void reload();
  });
  useShareAppMessage(() => ({
    title: offer ? `${offer.brandName}：免费领会员卡和新人券` : '免费领会员卡和新人券',
    path: joinPath(leaderCode, inviteCode),
  }));

  return (
    <PageShell>
      <PageWait call={{ state, reload }} card rows={4} />
      {offer && join.joined && (
        <JoinedView
          brandName={offer.brandName}
          packName={offer.offer.packName}
          joined={join.joined}
          prompt={prompt}
        >
          {join.giftProblem && giftCode !== null && (
            <InlineNote text={`朋友送的券没有到账：${join.giftProblem.message}`}>
              <ActionButton id="gift-again" look="secondary" onPress={() => void openGift(giftCode)}>
                再领一次
              </ActionButton>
            </InlineNote>
          )}
        </JoinedView>
      )}
      {offer && !join.joined && <OfferView landing={offer} join={join} withGift={giftCode !== null} />}
    </PageShell>
  );
}
