/** A name as the leader may see it: the first character. `小林` → `小*`, `Anna` → `A**`; `会员` for somebody without one. */
export function maskName(name: string | null): string {
  const [first, ...rest] = [...(name ?? '').trim()];
  if (first === undefined) return '会员';
  return `${first}${'*'.repeat(Math.min(2, Math.max(1, rest.length)))}`;
}
