import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponPackId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService } from '@/services';

/** Every template that may go into a pack. */
async function publishedTemplates(): Promise<TemplateView[]> {
  const published: TemplateView[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof couponService.listTemplates>> = await couponService.listTemplates({
      cursor,
    });
    published.push(...page.templates.filter(({ status }) => status === 'published'));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return published;
}

/** The pack to be edited (null: a new one), and what can go into it. */
export const usePack = (packId: CouponPackId | null) =>
  useCall(async () => {
    const [templates, read] = await Promise.all([
      publishedTemplates(),
      packId === null ? null : couponService.readPack({ packId }),
    ]);
    return { templates, pack: read?.pack ?? null };
  });
