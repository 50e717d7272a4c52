import type { CardPlanTerms } from '@contracts/card/card-plans';

/** 950 per mille is 9.5 折. */
export const rateTyped = (memberRate: number): string => String(memberRate / 100);

export const rateText = (memberRate: number): string =>
  memberRate === 1000 ? '没有会员价' : `会员价 ${rateTyped(memberRate)} 折`;

export const daysText = (days: number | null): string => (days === null ? '长期有效' : `有效 ${days} 天`);

export const planLines = ({ memberRate, validForDays, benefits }: CardPlanTerms): string[] => [
  `${rateText(memberRate)} · ${daysText(validForDays)}`,
  ...benefits,
];
