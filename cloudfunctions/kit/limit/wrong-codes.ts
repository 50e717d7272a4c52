/** A code that is looked up at no one store: by an operator, or a clerk of several. */
export const NO_SINGLE_STORE = 'merchant';

const PREFIX = 'wrong_codes:';

/** The window of a store's wrong codes. @param place a store's id, or NO_SINGLE_STORE */
export const wrongCodesId = (place: string): string => `${PREFIX}${place}`;

/** The store of such a window; null: the window is another limit's. */
export const placeOfWindow = (id: string): string | null =>
  id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
