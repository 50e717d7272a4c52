import { messageOperations } from '../../contracts/message';
import { serve } from '../kit/host/serve';
import { listInbox } from './list-inbox';
import { markRead } from './mark-read';
import { readPrompt } from './read-prompt';
import { recordPrompt } from './record-prompt';

export const main = serve('message', messageOperations, { listInbox, markRead, readPrompt, recordPrompt });
