import type { Persona } from '../../personas';
import { localCloud } from '../local-cloud';
import { castAfter } from '../phone/cast';
import { chapterOf } from './chapters';
import { prepare } from './prepare';
import { stepAfter, type Sight } from './progress';
import { createTourBar, type TourBar } from './tour-bar';

/** Said by the address: the chapter begins anew, and is then reloaded without this. */
const FRESH = 'fresh';

export interface Tour {
  bar: TourBar;
  look(sight: Sight): void;
}

interface TourStart {
  personas: readonly Persona[];
  cast: readonly string[];
  announce: (text: string) => void;
}

const addressOf = (changes: Record<string, string | null>): string => {
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes))
    if (value === null) query.delete(name);
    else query.set(name, value);
  const text = query.toString();
  return text === '' ? '/' : `/?${text}`;
};

/** A chapter that was just chosen: the demo begins anew, and what comes before it has happened. */
export async function beginChapter(personas: readonly Persona[]): Promise<boolean> {
  const query = new URLSearchParams(window.location.search);
  if (!query.has(FRESH)) return false;
  await localCloud.reset();
  window.localStorage.clear();
  const current = chapterOf(window.location.search);
  if (current) await prepare(current.chapter.before, personas);
  window.location.replace(addressOf({ [FRESH]: null }));
  return true;
}

export function createTour({ personas, cast, announce }: TourStart): Tour {
  const current = chapterOf(window.location.search);
  const steps = current?.chapter.steps ?? [];
  let at = 0;
  const go = (address: string) => window.location.assign(address);
  const bar = createTourBar({
    personas,
    cast,
    current,
    actions: {
      openChapter: (number) =>
        go(addressOf({ chapter: number === 0 ? null : String(number), people: null, [FRESH]: '1' })),
      nextStep: () => {
        at = Math.min(at + 1, steps.length);
        bar.showStep(at);
      },
      turnPerson: (id) => go(addressOf({ people: castAfter(cast, id).join(',') })),
      breakWechat: (broken) => {
        localCloud.breakWechat(broken).then(
          () => announce(broken ? '微信不通了：提醒和支付会重试，柜台照常' : '微信恢复了'),
          () => announce('本地服务没有响应'),
        );
      },
    },
  });
  bar.showStep(at);
  return {
    bar,
    look(sight) {
      const next = stepAfter(steps, at, sight);
      if (next === at) return;
      at = next;
      bar.showStep(at);
    },
  };
}
