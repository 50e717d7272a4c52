import type { Instant } from '../../../contracts/primitives/time';
import { logLine } from '../log/log-line';
import { asideId, setAside, UNREADABLE, type Trouble } from '../store/quarantine';
import type { Store } from '../store/store';

/** Documents a call came across that do not fit their schema; kept when it is over, so that somebody looks at them. */
export function collectUnreadable() {
  const found = new Map<string, Trouble>();
  return {
    note: (collection: Trouble['collection'], id: string, detail: string): void => {
      const trouble: Trouble = { collection, id, trouble: UNREADABLE, detail };
      if (!found.has(asideId(trouble))) logLine('error', 'document_unreadable', { collection, id, detail });
      found.set(asideId(trouble), trouble);
    },
    /** Costs nothing when there are none, and never fails a call that went well. */
    async keep(openForWriting: () => Store, now: Instant): Promise<void> {
      try {
        for (const trouble of found.values()) await setAside(openForWriting(), trouble, now);
      } catch (error) {
        logLine('warn', 'unreadable_not_kept', { detail: String(error) });
      }
      found.clear();
    },
  };
}
