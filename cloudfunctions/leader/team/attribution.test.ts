import { leaderCode, leaderId, storeId } from '../../../contracts/values';
import { instant } from '../../../contracts/primitives/time';
import { attributionTo } from './attribution';

const entry = {
  _id: leaderCode.parse('Chen2026'),
  leaderId: leaderId.parse('ldr_chen'),
  storeId: storeId.parse('sto_xingfu'),
};
const at = instant(1);

describe('who is awarded a join', () => {
  it('the leader of an active code', () => {
    expect(attributionTo({ ...entry, status: 'active' }, at, { source: 'scan', groupId: null })).toEqual({
      leaderId: 'ldr_chen',
      storeId: 'sto_xingfu',
      leaderCode: 'Chen2026',
      at,
      source: 'scan',
      groupId: null,
    });
  });
  it('nobody for a paused or unknown code', () => {
    expect(attributionTo({ ...entry, status: 'paused' }, at, { source: 'scan', groupId: null })).toBeNull();
    expect(attributionTo(null, at, { source: 'scan', groupId: null })).toBeNull();
  });
});
