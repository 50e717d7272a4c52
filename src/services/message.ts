import type { MessageApi } from '@contracts/message';
import type { PushApi } from '@contracts/push';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type MessageService = Client<MessageApi & PushApi>;

export function createMessageService(transport: Transport, policy?: RetryPolicy): MessageService {
  const call = createCaller<MessageApi & PushApi>('message', transport, policy);
  return {
    listInbox: call('listInbox'),
    markRead: call('markRead'),
    readPrompt: call('readPrompt'),
    recordPrompt: call('recordPrompt'),
    readSettings: call('readSettings'),
    saveSettings: call('saveSettings'),
    createPush: call('createPush'),
    listAudienceChoices: call('listAudienceChoices'),
    previewPush: call('previewPush'),
    submitPush: call('submitPush'),
    approvePush: call('approvePush'),
    steerPush: call('steerPush'),
    readPush: call('readPush'),
    listPushes: call('listPushes'),
    listDeliveries: call('listDeliveries'),
    listDropped: call('listDropped'),
  };
}
