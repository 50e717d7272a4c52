/**
 * 流失率: of those who bought and were not dormant when a month began, how many became dormant in it, in ten-thousandths.
 * @param activeAtStart null: nobody counted them then
 * @returns null where it is a part of nothing
 */
export const lapsedRate = (lapsed: number, activeAtStart: number | null): number | null =>
  activeAtStart === null || activeAtStart === 0 ? null : Math.round((lapsed * 10_000) / activeAtStart);
