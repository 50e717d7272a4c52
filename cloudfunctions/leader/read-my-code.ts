import { refuse } from '../../contracts/errors';
import type { ReadCall } from '../kit/host/call';
import { readLeaderNames } from './read-leader';

/** The page a scanned leader code opens; it must exist in the published mini-program (platform-facts, section 3). */
const JOIN_PAGE = 'pages/join/index';

/** The leader's permanent mini-program code. @throws TuankaError not_allowed, wechat_unavailable */
export async function readMyCode({ store, staff, wechat }: ReadCall<'leader'>) {
  if (staff.leaderId === null) throw refuse('not_allowed', 'staff without a leader');
  const leader = await store.leaders.require(staff.leaderId, 'not_allowed');
  const scene = `g=${leader.leaderCode}`;
  const [names, png] = await Promise.all([
    readLeaderNames(store, leader),
    wechat.drawMiniProgramCode({ scene, page: JOIN_PAGE }),
  ]);
  return {
    ...names,
    leaderCode: leader.leaderCode,
    page: JOIN_PAGE,
    scene,
    pngBase64: png.toString('base64'),
  };
}
