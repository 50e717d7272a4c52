/** What people are for the merchant. */
export const roleWords = {
  owner: '店主',
  operator: '运营',
  clerk: '店员',
  adviser: '专属顾问',
  leader: '团长',
  shopper: '顾客',
  system: '系统',
} as const;

/** Somebody with what they were when they did it: `小周（店员）`. */
export function withRole(
  { name, role }: { name: string; role: keyof typeof roleWords | null },
  words: Readonly<Record<keyof typeof roleWords, string>> = roleWords,
): string {
  return role === null || words[role] === name ? name : `${name}（${words[role]}）`;
}

/** From where something was done. */
export const placeWords = { phone: '手机', desk: '电脑' } as const;
