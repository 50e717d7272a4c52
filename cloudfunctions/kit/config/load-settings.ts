import { MINUTE_MS } from '../../../contracts/primitives/time';
import { logLine } from '../log/log-line';
import { StoreMisuse, StoreUnavailable } from '../store/store-error';
import type { ReadStore } from '../store/store';
import { learnCapabilities } from '../store/capabilities';
import { readGroups } from './merchant-settings';
import { variables, withGroups, type Settings } from './settings';

/** A change is in force everywhere after so long: an instance reads the document again when what it knows is older. */
const SETTINGS_LAST_MS = MINUTE_MS;

interface Kept {
  readAt: number;
  settings: Settings;
}
const kept = new Map<'settings', Kept>();

/**
 * The settings of this moment: one call in a minute, and side by side with the caller's own first read wherever there is one. While
 * the database does not answer, what was known stays in force.
 * @throws BadSettings when a variable is missing; StoreUnavailable when nothing was ever read
 */
export async function loadSettings(store: Pick<ReadStore, 'settings'>): Promise<Settings> {
  const now = Date.now();
  const known = kept.get('settings');
  if (known && known.readAt <= now && now < known.readAt + SETTINGS_LAST_MS) return known.settings;
  const own = variables();
  try {
    const documents = await store.settings.getMany(['merchant', 'platformCapabilities']);
    const contentOf = (id: string) => documents.find(({ _id }) => _id === id)?.content ?? {};
    const { groups, unreadable } = readGroups(contentOf('merchant'));
    if (unreadable.length > 0) logLine('error', 'settings_unreadable', { what: unreadable.join(' ') });
    learnCapabilities(contentOf('platformCapabilities'));
    const settings = withGroups(own, groups);
    kept.set('settings', { readAt: now, settings });
    return settings;
  } catch (error) {
    if (known && (error instanceof StoreUnavailable || error instanceof StoreMisuse)) return known.settings;
    throw error;
  }
}

/** What this instance knows without asking; null: it has read nothing yet. */
export const knownSettings = (): Settings | null => kept.get('settings')?.settings ?? null;

/** This instance has just changed them: the next call reads. */
export const forgetSettings = (): void => kept.clear();
