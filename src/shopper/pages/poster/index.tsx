import { useCallback } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/members-only';
import { PageLoading } from '@/components/page-loading';
import { PageShell } from '@/components/page-shell';
import { drawPoster, POSTER_HEIGHT, POSTER_WIDTH, type PosterText } from '@/components/poster/draw-poster';
import { StaleNote } from '@/components/stale-note';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { InviteCanvas, saveInvitePoster } from '@/platform/invite-canvas';
import { useOnShow } from '@/platform/use-on-show';
import { referralService } from '@/services';

const CANVAS = 'invite-poster';

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
});

function Poster({ loaded }: { loaded: Loaded }) {
  const draw = useCallback(
    (pen: CanvasRenderingContext2D, code: CanvasImageSource) => drawPoster(pen, code, textOf(loaded)),
    [loaded],
  );
  const save = useAction(() => saveInvitePoster(CANVAS, 'invite-poster.png'));
  return (
    <>
      <InviteCanvas
        id={CANVAS}
        width={POSTER_WIDTH}
        height={POSTER_HEIGHT}
        label={`${loaded.home.shownName}的邀请海报，上面是小程序码`}
        picture={loaded.picture}
        draw={draw}
      />
      <ActionBar>
        {save.error && <InlineNote text="没有保存成功，可以在微信设置里允许保存到相册，或直接截屏。" />}
        <ActionButton id="save-poster" disabled={save.busy} onPress={() => void save.run(undefined)}>
          {save.busy ? '正在保存…' : '保存到相册'}
        </ActionButton>
      </ActionBar>
    </>
  );
}

/** 邀请海报: brand, code, and the name the member chose. */
export default function PosterPage() {
  const { state, reload } = useCall(loadPoster);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && <Poster loaded={state.snapshot.data} />}
    </PageShell>
  );
}
