import type { CouponPackId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService } from '@/services';
import { publishedTemplates } from '../../components/published-templates';

/** The pack to be edited (null: a new one), and what can go into it. */
export const usePack = (packId: CouponPackId | null) =>
  useCall(async () => {
    const [templates, read] = await Promise.all([
      publishedTemplates(),
      packId === null ? null : couponService.readPack({ packId }),
    ]);
    return { templates, pack: read?.pack ?? null };
  });
