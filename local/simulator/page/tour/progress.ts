import type { TourStep } from './chapters';

/** What the table shows at one moment. */
export interface Sight {
  /** The page each phone's mini-program is on while it is in front. */
  pages: ReadonlyMap<string, string>;
  /** Whom WeChat has reminded of something since the chapter began. */
  reminded: ReadonlySet<string>;
}

const isDone = ({ who, page, message }: TourStep, { pages, reminded }: Sight): boolean =>
  (page !== undefined && who !== null && (pages.get(who)?.startsWith(page) ?? false)) ||
  (message !== undefined && reminded.has(message));

/** The step that is next: one that is done leads on, and so does a later one on the same phone, not somebody else's. */
export function stepAfter(steps: readonly TourStep[], at: number, sight: Sight): number {
  for (let place = steps.length - 1; place >= at; place -= 1) {
    const step = steps[place];
    const isSamePhone = steps.slice(at, place).every(({ who }) => who === step?.who);
    if (step && isSamePhone && isDone(step, sight)) return place + 1;
  }
  return at;
}
