import { useEffect, useMemo } from 'react';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import type { PosterText } from '@/components/poster/draw-poster';
import { Poster } from '@/components/poster/poster';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { holdUpCode } from '@/platform/scan/hold-up-code';
import { useOnShow } from '@/platform/use-on-show';
import { referralService } from '@/services';

/** The page and its code first: the poster needs the code that the first visit makes. */
async function loadPoster() {
  const home = await referralService.readHome({});
  const { pngBase64 } = await referralService.readPoster({});
  return { home, picture: `data:image/png;base64,${pngBase64}` };
}

type Loaded = Awaited<ReturnType<typeof loadPoster>>;

const textOf = ({ home }: Loaded): PosterText => ({
  brand: home.brandName,
  headline: '免费领会员卡和新人券',
  host: `${home.shownName} 邀请你入会`,
  lines:
    home.rule && home.rule.inviteeGifts.length > 0
      ? home.rule.inviteeGifts
      : ['会员价、优惠券、到期提醒', '免费入会，不用填表'],
  foot: '长按或扫码，领取会员卡',
  hint: '扫不扫都由你，不影响任何权益',
});

function InvitePoster({ loaded }: { loaded: Loaded }) {
  const text = useMemo(() => textOf(loaded), [loaded]);
  const { home, picture } = loaded;
  const scene = `i=${home.inviteCode}`;
  useEffect(
    () => holdUpCode({ path: 'pages/join/index', scene, title: '邀请海报', dataUrl: picture }),
    [scene, picture],
  );
  const label = `${loaded.home.shownName}的邀请海报，上面是小程序码`;
  return <Poster id="invite-poster" look="page" label={label} codeUrl={loaded.picture} text={text} />;
}

/** 邀请海报: brand, code, and the name the member chose. */
export default function PosterPage() {
  const { state, reload } = useCall(loadPoster);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={4} Failure={MembersOnly} />
      {state.status === 'ready' && <InvitePoster loaded={state.snapshot.data} />}
    </PageShell>
  );
}
