import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { couponService } from '@/services';
import { allPages } from '@/services/all-pages';

/** Every template that may be given: in a pack, or for points. */
export async function publishedTemplates(): Promise<TemplateView[]> {
  const pages = await allPages((cursor) => couponService.listTemplates({ cursor }));
  return pages.flatMap(({ templates }) => templates.filter(({ status }) => status === 'published'));
}
