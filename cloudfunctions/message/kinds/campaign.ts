import type { PushText } from '../../../contracts/message/push';
import type { Channels, MessageContent, ValueForm } from '../../kit/outbox/reminder-kind';

/**
 * Words of the merchant's own. Never by the official account: its template messages are service notices, and
 * unsolicited marketing breaks WeChat's rules (platform-facts, section 1). A subscription is the person's own wish.
 */
export const campaign = {
  channels: ['subscription'] satisfies Channels,
  values: { title: 'text', body: 'text' } satisfies Record<string, ValueForm>,
  content: ({ title, body }: PushText): MessageContent => ({
    title,
    lines: body.split('\n').filter((line) => line.trim() !== ''),
    page: 'pages/home/index',
    values: { title, body },
  }),
};
