import type { TagHow } from '../../../contracts/primitives/tag-how';
import { instant, type Instant } from '../../../contracts/primitives/time';

/** What is known of a tag of somebody. */
export interface TagMark {
  tag: string;
  /** What somebody decided: it stands whatever the rule says; null: nobody did, the rule alone says. */
  own: 'given' | 'kept_off' | null;
  how: TagHow;
  /** Who or what did it last: an id of staff, a list, a job, a journey. */
  by: string;
  at: Instant;
  /** The tag's rule holds of them. */
  ruled: boolean;
}

export interface Tagged {
  tags: string[];
  tagMarks: TagMark[];
}

/** As many as somebody gives, and as many as are kept from somebody. */
export const MOST_OWN_TAGS = 50;
const MOST_KEPT_OFF = 100;

interface Change {
  /** Given whatever the rule says. */
  give?: readonly string[];
  /** What was decided is taken back: the rule alone says from then on. */
  release?: readonly string[];
  /** Not theirs, whatever the rule says. */
  keepOff?: readonly string[];
  rule?: { tag: string; holds: boolean };
  how: TagHow;
  by: string;
  at: Instant;
}

/** A tag of before marks were kept was given by somebody. */
const unmarked = (tag: string): TagMark => ({
  tag,
  own: 'given',
  how: 'hand',
  by: '',
  at: instant(0),
  ruled: false,
});

/** Every tag of somebody with what is known of it, also those kept from them. */
export function marksOf({ tags, tagMarks }: Tagged): TagMark[] {
  const marked = new Set(tagMarks.map(({ tag }) => tag));
  return [...tags.filter((tag) => !marked.has(tag)).map(unmarked), ...tagMarks];
}

const isTheirs = ({ own, ruled }: TagMark): boolean => own === 'given' || (own === null && ruled);

const putTogether = (before: readonly string[], marks: readonly TagMark[]): Tagged => {
  const theirs = marks.filter(isTheirs).map(({ tag }) => tag);
  const stay = before.filter((tag) => theirs.includes(tag));
  return {
    tags: [...stay, ...theirs.filter((tag) => !stay.includes(tag))],
    tagMarks: marks.filter(({ own, ruled }) => own !== null || ruled),
  };
};

/** The tags of somebody after a change: what somebody decided always wins over the rule of a tag. Null: it is so already. */
export function retagged(before: Tagged, change: Change): Tagged | null {
  const { give = [], release = [], keepOff = [], rule, how, by, at } = change;
  const marks = new Map(marksOf(before).map((mark) => [mark.tag, mark]));
  let changes = 0;
  const put = (tag: string, what: Partial<Pick<TagMark, 'own' | 'ruled'>>): void => {
    const known = marks.get(tag) ?? { ...unmarked(tag), own: null };
    if (Object.entries(what).every(([name, value]) => (name === 'own' ? known.own : known.ruled) === value))
      return;
    changes += 1;
    // What somebody decided stays theirs, whatever the rule says meanwhile.
    const told = how === 'rule' && known.own !== null ? {} : { how, by, at };
    marks.set(tag, { ...known, ...what, ...told });
  };
  for (const tag of release) put(tag, { own: null });
  for (const tag of keepOff) put(tag, { own: 'kept_off' });
  for (const tag of give) put(tag, { own: 'given' });
  if (rule) put(rule.tag, { ruled: rule.holds });
  return changes === 0 ? null : putTogether(before.tags, [...marks.values()]);
}

/** Somebody decided on more than there is room for. */
export function isTooMuch({ tagMarks }: Tagged): boolean {
  const countOf = (own: TagMark['own']): number => tagMarks.filter((mark) => mark.own === own).length;
  return countOf('given') > MOST_OWN_TAGS || countOf('kept_off') > MOST_KEPT_OFF;
}

/** Of two who become one: what was given to either is theirs, what was kept from either stays so; rules say what they say of the one. */
export function mergedTags(kept: Tagged, absorbed: Tagged): Tagged {
  const all = new Map(marksOf(kept).map((mark) => [mark.tag, mark]));
  for (const theirs of marksOf(absorbed).filter(({ own }) => own !== null)) {
    const known = all.get(theirs.tag);
    const isWeaker = known !== undefined && (known.own === 'given' || theirs.own === known.own);
    if (!isWeaker) all.set(theirs.tag, { ...theirs, ruled: known?.ruled ?? false });
  }
  return putTogether(kept.tags, [...all.values()]);
}

const isSameMark = (one: TagMark, other: TagMark): boolean =>
  one.own === other.own && one.how === other.how && one.by === other.by && one.at === other.at;

/** The kept one of two who are parted again: what came with the other and is as it came goes; what was decided since stays. */
export function partedTags(now: Tagged, before: Tagged, absorbed: Tagged): Tagged {
  const marks = new Map(marksOf(now).map((mark) => [mark.tag, mark]));
  const own = new Map(marksOf(before).map((mark) => [mark.tag, mark]));
  for (const theirs of marksOf(absorbed).filter((mark) => mark.own !== null)) {
    const mark = marks.get(theirs.tag);
    const known = own.get(theirs.tag);
    if (!mark || !isSameMark(mark, theirs) || (known && isSameMark(known, theirs))) continue;
    marks.set(theirs.tag, { ...(known ?? { ...mark, own: null }), ruled: mark.ruled });
  }
  return putTogether(now.tags, [...marks.values()]);
}
