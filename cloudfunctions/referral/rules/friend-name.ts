/** A person as another person may see one: the first letter of a name, or the end of the card number. */
export interface Shown {
  nickname: string | null;
  card: { number: string };
}

const maskedName = (nickname: string): string => `${[...nickname][0] ?? ''}**`;

export const friendName = (person: Shown | null): string => {
  if (!person) return '已注销的好友';
  return person.nickname === null
    ? `好友（卡尾号 ${person.card.number.slice(-4)}）`
    : maskedName(person.nickname);
};

/** What the inviter is called where friends see it: what was chosen, never more than the nickname says. */
export const inviterName = (chosen: string | null, person: Pick<Shown, 'nickname'> | null): string =>
  chosen ?? (person?.nickname ? maskedName(person.nickname) : '你的好友');
