import { messageOperations } from '../../contracts/message';
import { pushOperations } from '../../contracts/push';
import { healthOperations } from '../../contracts/health';
import { serve } from '../kit/host/serve';
import { listInbox } from './list-inbox';
import { issuePush } from './issue-push';
import { listAudienceChoices } from './list-audience-choices';
import { listAlarms } from './list-alarms';
import { listDeliveries } from './list-deliveries';
import { listDropped } from './list-dropped';
import { listPushes } from './list-pushes';
import { listQuarantine } from './list-quarantine';
import { readPush } from './read-push';
import { markRead } from './mark-read';
import { readPrompt } from './read-prompt';
import { readSettings } from './read-settings';
import { recordPrompt } from './record-prompt';
import { recordPush } from './record-push';
import { recordPushState } from './record-push-state';
import { settleApproval } from './settle-approval';
import { recordSettings } from './record-settings';
import { refreshPreview } from './refresh-preview';

const operations = { ...messageOperations, ...pushOperations, ...healthOperations };

export const main = serve('message', operations, {
  listInbox,
  markRead,
  readPrompt,
  recordPrompt,
  readSettings,
  saveSettings: recordSettings,
  createPush: recordPush,
  listAudienceChoices,
  previewPush: refreshPreview,
  submitPush: issuePush,
  approvePush: settleApproval,
  steerPush: recordPushState,
  readPush,
  listPushes,
  listDeliveries,
  listDropped,
  listAlarms,
  listQuarantine,
});
