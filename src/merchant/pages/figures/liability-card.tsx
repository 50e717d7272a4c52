import { figureText } from '@contracts/primitives/insight/figure-text';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { Fact } from '@/components/facts';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { insightService } from '@/services';

/** 积分负债: what members may still use, and how much of it is expected never to be. Below the figures; alone it asks for no page. */
export function LiabilityCard() {
  const { state, reload } = useCall(() => insightService.readLiability({}));
  useLoadOnShow(reload);
  if (state.status !== 'ready') return null;
  const { points, worthFen, breakageRate, expectedBreakage } = state.snapshot.data;
  return (
    <Card id="liability">
      <CardHead title="积分负债" />
      <Fact name="会员手里的积分" value={figureText('number', points)} />
      <Fact name="抵扣时值" value={worthFen === null ? '积分不抵现金' : figureText('fen', worthFen)} />
      <Fact name="至今没用就没了的" value={figureText('rate', breakageRate)} />
      <Fact name="照此估计不会用的" value={figureText('number', expectedBreakage)} />
      <CardLine text="含待生效的，减去欠的；没用就没了的是过期和注销作废，占所有用完和没了的积分。" />
    </Card>
  );
}
