import type { CouponPackId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService } from '@/services';
import { publishedTemplates } from '../../components/published-templates';

/** The pack to be edited (null: a new one), what can go into it, and what each occasion gives now. */
export const usePack = (packId: CouponPackId | null) =>
  useCall(async () => {
    const [templates, { given }, read] = await Promise.all([
      publishedTemplates(),
      couponService.listPacks({ cursor: null }),
      packId === null ? null : couponService.readPack({ packId }),
    ]);
    return { templates, given, pack: read?.pack ?? null };
  });
