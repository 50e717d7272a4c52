import { useEffect } from 'react';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { setBrandColour } from '@/components/page/use-brand';
import { overviewCache } from '@/hooks/overview-cache';
import { useCall } from '@/hooks/use-call';
import { showUnreadCount } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { identityService, memberService } from '@/services';
import { GuestHome } from './guest-home';
import { MemberHome } from './member-home';
import { RoleBar } from './role-bar';

/** WeChat has named an identifier since: tied up behind the page, tried again on the next visit when it fails. */
const linkIdentity = () =>
  identityService.linkMine({}).then(
    () => undefined,
    () => undefined,
  );

const readOverview = () => memberService.overview({});

/** 首页: drawn from the cache at once, then from one call. */
export default function HomePage() {
  const { state, reload } = useCall(readOverview, overviewCache);
  useOnShow(() => void reload());

  const overview = state.status === 'ready' ? state.snapshot.data : null;
  const colour = overview?.brandColour;
  useEffect(() => {
    if (colour !== undefined) setBrandColour(colour);
  }, [colour]);
  const unread = overview?.membership === 'member' ? overview.unreadMessages : 0;
  useEffect(() => showUnreadCount(unread), [unread]);
  const isLoose = overview?.membership === 'member' && overview.identity === 'loose';
  useEffect(() => {
    if (isLoose) void linkIdentity().then(() => reload());
  }, [isLoose, reload]);

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={2} />
      {overview && <RoleBar />}
      {overview?.membership === 'none' && state.status === 'ready' && (
        <GuestHome overview={overview} snapshot={state.snapshot} />
      )}
      {overview?.membership === 'member' && state.status === 'ready' && (
        <MemberHome overview={overview} snapshot={state.snapshot} onCouponFinish={() => void reload()} />
      )}
    </PageShell>
  );
}
