import type { Persona } from '../../personas';
import { localCloud, type ServiceMessage } from '../local-cloud';

/** Service notifications of everybody on the page, and what is new since they were last read from the cloud. */
export interface Arrival {
  persona: Persona;
  message: ServiceMessage;
}

export interface Inboxes {
  of(personaId: string): ServiceMessage[];
  unreadOf(personaId: string): number;
  /** Reads all inboxes again; the first time, what is there already is not an arrival. */
  refresh(): Promise<Arrival[]>;
  markRead(persona: Persona): Promise<void>;
}

export function createInboxes(personas: Persona[]): Inboxes {
  const messages = new Map<string, ServiceMessage[]>();
  const of = (personaId: string) => messages.get(personaId) ?? [];

  async function refreshOne(persona: Persona): Promise<Arrival[]> {
    const fresh = await localCloud.inbox(persona.openid);
    const before = messages.get(persona.id);
    messages.set(persona.id, fresh);
    if (!before) return [];
    const known = new Set(before.map(({ id }) => id));
    return fresh.filter(({ id }) => !known.has(id)).map((message) => ({ persona, message }));
  }

  return {
    of,
    unreadOf: (personaId) => of(personaId).filter(({ read }) => !read).length,
    refresh: async () => (await Promise.all(personas.map(refreshOne))).flat(),
    markRead: async (persona) => {
      await localCloud.markRead(persona.openid);
      messages.set(
        persona.id,
        of(persona.id).map((message) => ({ ...message, read: true })),
      );
    },
  };
}
