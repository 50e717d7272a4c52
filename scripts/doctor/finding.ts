/** One line of the doctor's report, in both languages. */
export interface Finding {
  ok: boolean;
  chinese: string;
  english: string;
}

export const fine = (chinese: string, english: string): Finding => ({ ok: true, chinese, english });
export const wrong = (chinese: string, english: string): Finding => ({ ok: false, chinese, english });

export const lineOf = ({ ok, chinese, english }: Finding): string =>
  `${ok ? '✓' : '✗'} ${chinese}  ${english}`;
