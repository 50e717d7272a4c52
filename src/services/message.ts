import type { MessageApi } from '@contracts/message';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type MessageService = Client<MessageApi>;

export function createMessageService(transport: Transport, policy?: RetryPolicy): MessageService {
  const call = createCaller<MessageApi>('message', transport, policy);
  return {
    listInbox: call('listInbox'),
    markRead: call('markRead'),
    readPrompt: call('readPrompt'),
    recordPrompt: call('recordPrompt'),
    readSettings: call('readSettings'),
    saveSettings: call('saveSettings'),
  };
}
