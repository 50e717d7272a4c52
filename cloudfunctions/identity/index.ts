import { identityOperations } from '../../contracts/identity/identity';
import type { UseCases } from '../kit/host/call';
import { withSelfCheck } from '../kit/host/self-check';
import { reachOfficial } from '../kit/wechat/account/official-reach';
import { serve } from '../kit/host/serve';
import { cancelClosure, readClosure, requestClosure } from './close/request-closure';
import { backfillFollowers } from './follow/backfill-followers';
import { decideCase } from './merge/decide-case';
import { exportMember } from './close/export-member';
import { listDecisions } from './merge/list-decisions';
import { listMerges } from './merge/list-merges';
import { openCase } from './merge/open-case';
import { previewMerge } from './merge/preview-merge';
import { previewUndo } from './merge/preview-undo';
import { readIdentity } from './person/read-identity';
import { linkMine } from './person/link-identity';
import { undoMerge } from './merge/undo-merge';
import { unlinkPhone } from './person/unlink-phone';

const useCases: UseCases<typeof identityOperations> = {
  readMine: readIdentity,
  linkMine,
  unlinkPhone,
  exportMine: exportMember,
  readClosure,
  requestClosure,
  cancelClosure,
  listDecisions,
  openCase,
  previewMerge,
  decide: decideCase,
  listMerges,
  previewUndo,
  undoMerge,
  backfillFollowers,
};

export const main = withSelfCheck(serve('identity', identityOperations, useCases), reachOfficial);
