/** Operators CloudBase passes to MongoDB that the local database does not evaluate; it says so instead of matching wrongly. */
export const UNAVAILABLE = new Set(['$where', '$text', '$jsonSchema', '$function']);
