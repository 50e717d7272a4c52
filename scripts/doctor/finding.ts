/** One line of the doctor's report, in both languages. */
export interface Finding {
  ok: boolean;
  /** Works, but somebody should know. */
  warning?: true;
  chinese: string;
  english: string;
}

export const fine = (chinese: string, english: string): Finding => ({ ok: true, chinese, english });
export const wrong = (chinese: string, english: string): Finding => ({ ok: false, chinese, english });
export const warned = (chinese: string, english: string): Finding => ({
  ok: true,
  warning: true,
  chinese,
  english,
});

const markOf = ({ ok, warning }: Finding): string => (warning ? '!' : ok ? '✓' : '✗');

export const lineOf = (finding: Finding): string =>
  `${markOf(finding)} ${finding.chinese}  ${finding.english}`;
