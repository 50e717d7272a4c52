import { useEffect, useState } from 'react';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponPackId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService } from '@/services';
import { EMPTY_PACK, packDraftOf, type PackDraft } from './pack-draft';

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

/** The pack to be edited (null: a new one), what can go into it, and the form over it. */
export function usePack(packId: CouponPackId | null) {
  const { state, reload } = useCall(async () => {
    const [templates, read] = await Promise.all([
      publishedTemplates(),
      packId === null ? null : couponService.readPack({ packId }),
    ]);
    return { templates, pack: read?.pack ?? null };
  });
  useEffect(() => void reload(), [reload]);
  const stored = state.status === 'ready' ? state.snapshot.data.pack : null;
  const [typed, setTyped] = useState<PackDraft | null>(null);
  const draft = typed ?? (stored === null ? EMPTY_PACK : packDraftOf(stored));
  return {
    state,
    reload,
    stored,
    draft,
    change: (change: Partial<PackDraft>) => setTyped({ ...draft, ...change }),
  };
}
