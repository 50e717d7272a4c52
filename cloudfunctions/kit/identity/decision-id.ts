import { isDecisionId, type DecisionId, type MemberId } from '../../../contracts/primitives/ids';
import { ulidOf } from '../ids/new-id';

/** Names the case of a number that went from one member to another: there is one for the two, in this order. */
export function decisionIdOf(previousId: MemberId, newId: MemberId): DecisionId {
  const id = `dec_${ulidOf(previousId)}-${ulidOf(newId)}`;
  if (!isDecisionId(id)) throw new RangeError(`not a decision id: ${id}`);
  return id;
}
