import type { MessageChannel, MessageKind } from '../../../contracts/message/message';
import type { MessageTemplates } from '../../../contracts/office/setting-values';

/** The ways of the official account, best first: a template message reaches every follower, a notice only who subscribed to it. */
const OFFICIAL_CHANNELS = ['official_account', 'official_notice'] as const;
export type OfficialChannel = (typeof OFFICIAL_CHANNELS)[number];

interface OfficialWays {
  templates: MessageTemplates;
  notices: MessageTemplates;
}

export const isOfficial = (channel: MessageChannel): channel is OfficialChannel =>
  OFFICIAL_CHANNELS.some((official) => official === channel);

/** The template of a kind by this channel; undefined: none was written down. */
export const officialTemplate = (ways: OfficialWays, channel: OfficialChannel, kind: MessageKind) =>
  (channel === 'official_account' ? ways.templates : ways.notices)[kind];

/** The official account's next channel after `tried`, of those with a template; null: none is left. */
export function nextOfficial(
  ways: OfficialWays | null,
  kind: MessageKind,
  tried: MessageChannel = 'wechat',
): OfficialChannel | null {
  if (ways === null) return null;
  const left = OFFICIAL_CHANNELS.slice(isOfficial(tried) ? OFFICIAL_CHANNELS.indexOf(tried) + 1 : 0);
  return left.find((channel) => officialTemplate(ways, channel, kind) !== undefined) ?? null;
}
