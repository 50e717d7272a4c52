import { useQueryString } from '../app/location';

/** What of a list is being written: stands in the address, so that a reload leads back to it. */
export function useEdited<Id extends string>(is: (text: unknown) => text is Id) {
  const query = useQueryString();
  const text = query.get('edit');
  const edited = text === 'new' ? ('new' as const) : is(text) ? text : null;
  return {
    edited,
    edit: (what: Id | 'new') => query.set({ edit: what }, 'push'),
    close: () => query.set({ edit: null }),
  };
}
