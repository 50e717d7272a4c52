import { identityService, paymentService } from '@/services';

interface Page {
  nextCursor: string | null;
}

/** `3`, `20+` where there is more than one page; undefined for none, and where it could not be counted. */
function countOf<T extends Page>(
  answer: PromiseSettledResult<T>,
  length: (page: T) => number,
): string | undefined {
  if (answer.status === 'rejected') return undefined;
  const count = length(answer.value);
  return count === 0 ? undefined : `${count}${answer.value.nextCursor === null ? '' : '+'}`;
}

/** How much waits, by the row it waits under. A clerk's reviews are by store: their page counts them. */
export async function readToDo(isOperator: boolean): Promise<Readonly<Record<string, string | undefined>>> {
  if (!isOperator) return {};
  const [reviews, refunds, decisions] = await Promise.allSettled([
    paymentService.listReviews({ storeId: null, cursor: null }),
    paymentService.listTroubledRefunds({ cursor: null }),
    identityService.listDecisions({ status: 'open', cursor: null }),
  ]);
  return {
    reviews: countOf(reviews, (page) => page.reviews.length),
    refunds: countOf(refunds, (page) => page.refunds.length),
    'identity-decisions': countOf(decisions, (page) => page.decisions.length),
  };
}
