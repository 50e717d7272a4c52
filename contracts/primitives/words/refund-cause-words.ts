/** Why money goes back, as staff choose it; beside it stands what the shopper reads. */
export const refundCauseWords = {
  quality: '质量问题',
  missing: '缺货少货',
  unwanted: '不想要了',
  other: '其他',
} as const;
export type RefundCause = keyof typeof refundCauseWords;
export const refundCauses: readonly RefundCause[] = ['quality', 'missing', 'unwanted', 'other'];
