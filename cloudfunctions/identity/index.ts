import { identityOperations } from '../../contracts/identity';
import { serve } from '../kit/host/serve';
import { cancelClosure, readClosure, requestClosure } from './request-closure';
import { backfillFollowers } from './backfill-followers';
import { decideCase } from './decide-case';
import { exportMember } from './export-member';
import { listDecisions } from './list-decisions';
import { listMerges } from './list-merges';
import { previewMerge } from './preview-merge';
import { previewUndo } from './preview-undo';
import { readIdentity } from './read-identity';
import { settleMine } from './settle-identity';
import { undoMerge } from './undo-merge';
import { unlinkPhone } from './unlink-phone';

export const main = serve('identity', identityOperations, {
  readMine: readIdentity,
  settle: settleMine,
  unlinkPhone,
  exportMine: exportMember,
  readClosure,
  requestClosure,
  cancelClosure,
  listDecisions,
  previewMerge,
  decide: decideCase,
  listMerges,
  previewUndo,
  undoMerge,
  backfillFollowers,
});
