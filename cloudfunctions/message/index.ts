import { messageOperations } from '../../contracts/message';
import { serve } from '../kit/host/serve';
import { listInbox } from './list-inbox';
import { markRead } from './mark-read';
import { readPrompt } from './read-prompt';
import { readSettings } from './read-settings';
import { recordPrompt } from './record-prompt';
import { recordSettings } from './record-settings';

export const main = serve('message', messageOperations, {
  listInbox,
  markRead,
  readPrompt,
  recordPrompt,
  readSettings,
  saveSettings: recordSettings,
});
