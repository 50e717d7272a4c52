import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { readLeaderNames } from './read-code-owner';
import { readLeaderOf } from './read-leader-of';

/** The page a scanned leader code opens; it must exist in the published mini-program (platform-facts, section 3). */
export const JOIN_PAGE = 'pages/join/index';

/**
 * The leader's permanent mini-program code. WeChat draws it once per version of the mini-program; the picture is kept.
 * @throws TuankaError not_allowed, wechat_unavailable
 */
export async function readMyCode(call: WriteCall<'leader'>) {
  const leader = await readLeaderOf(call);
  const scene = `g=${leader.leaderCode}`;
  const [names, pngBase64] = await Promise.all([
    readLeaderNames(call.store, leader),
    readPicture(call, leader, scene),
  ]);
  return {
    ...names,
    status: leader.status,
    brandName: call.settings.merchantName,
    leaderCode: leader.leaderCode,
    page: JOIN_PAGE,
    scene,
    pngBase64,
  };
}

async function readPicture(
  { store, wechat, settings, now }: WriteCall<'leader'>,
  { leaderCode }: DocumentOf<'leaders'>,
  scene: string,
): Promise<string> {
  const _id = `${leaderCode}:${settings.wechat.version}`;
  const kept = await store.leaderCodePictures.get(_id);
  if (kept) return kept.pngBase64;
  const png = await wechat.drawMiniProgramCode({ scene, page: JOIN_PAGE });
  const pngBase64 = png.toString('base64');
  try {
    await store.leaderCodePictures.insert({ _id, pngBase64, drawnAt: now });
  } catch (error) {
    // Another tap kept the same picture a moment ago.
    if (!(error instanceof Duplicate)) throw error;
  }
  return pngBase64;
}
