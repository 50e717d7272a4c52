import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../service';

/** Far above what a shop has; a list that never ends is not read to its end. */
const MOST_PAGES = 20;

async function publishedTemplates(): Promise<TemplateView[]> {
  const all: TemplateView[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { templates, nextCursor }: { templates: TemplateView[]; nextCursor: string | null } =
      await api.coupon.listTemplates({ cursor });
    all.push(...templates.filter(({ status }) => status === 'published'));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return all;
}

/** What a coupon, a pack or a reward may name: stores, plans, categories, published templates, tiers. */
export const useChoices = () =>
  useQuery({
    queryKey: ['coupon', 'choices'],
    queryFn: async () => {
      const [issue, { categories }, templates, { rule }] = await Promise.all([
        api.payment.listIssueChoices({}),
        api.payment.listCategories({}),
        publishedTemplates(),
        api.growth.readRule({}),
      ]);
      return { ...issue, categories, templates, tiers: rule?.tiers.map(({ name }) => name) ?? [] };
    },
  });
export type Choices = NonNullable<ReturnType<typeof useChoices>['data']>;
