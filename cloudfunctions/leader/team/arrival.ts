import type { EntrySource } from '../../../contracts/leader/leader-figures';

/** WeChat's launch scenes (platform-facts, section 3), as far as they tell how somebody came to a leader's code. */
const SCENES: Readonly<Partial<Record<number, EntrySource>>> = {
  1007: 'chat',
  1008: 'group_unknown',
  1011: 'scan',
  1012: 'scan',
  1013: 'scan',
  1014: 'message',
  1043: 'message',
  1044: 'group_unknown',
  1047: 'scan',
  1048: 'scan',
  1049: 'scan',
  1065: 'link',
  1107: 'message',
  1154: 'timeline',
  1155: 'timeline',
  1167: 'link',
  1194: 'link',
};

/** A group WeChat named counts more than the scene: a card forwarded on still came out of that group. */
export function sourceOf(scene: number | null, groupId: string | null): EntrySource {
  if (groupId !== null) return 'group';
  return scene === null ? 'unknown' : (SCENES[scene] ?? 'other');
}
