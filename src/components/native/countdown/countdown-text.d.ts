/** `6天23小时` · `1小时05分09秒` · `4分09秒` · `9秒` · `已到期` */
export function countdownText(leftMs: number): string;
/** Milliseconds until the text changes. */
export function nextTickMs(leftMs: number): number;
