/** What a member said to staff, by kind. */
export const noteWords = { complaint: '投诉', praise: '表扬', request: '要求' } as const;
