import { cloudClientPlace, readAsClient, type ClientPlace } from '../collections/read-as-client';
import { fine, warned, wrong, type Finding } from './finding';

const MOST_NAMED = 5;
const named = (names: readonly string[]): string =>
  names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join('、')} 等 ${names.length} 个集合`
    : names.join('、');

const BY_HAND = "在微信开发者工具里运行 wx.cloud.database().collection('members').get()，必须失败（-502003）";

/** Whether clients are refused, proved by asking as one: what a console shows of permissions is not what decides. */
export async function closedFinding(place: ClientPlace, collections: readonly string[]): Promise<Finding> {
  const reads = await readAsClient(place, collections);
  if (reads === null)
    return warned(
      `没有开通匿名登录，没法以客户端身份读集合：${BY_HAND}`,
      'nobody can sign in without an account, so no collection was read as a client: try in DevTools',
    );
  const { refused, read, unknown } = reads;
  if (read.length > 0)
    return wrong(
      `客户端读得到 ${named(read)}：把权限设为 ADMINONLY（npm run deploy 会设），几分钟后再试`,
      `clients can read ${read.join(', ')}: they are not ADMINONLY`,
    );
  if (unknown.length > 0)
    return warned(
      `${named(unknown.map(({ collection }) => collection))} 没有给出权限上的答复（${unknown[0]?.why ?? ''}）：部署后再运行；或${BY_HAND}`,
      `${unknown.length} of ${collections.length} collections gave no answer about permissions`,
    );
  return fine(`${refused.length} 个集合都拒绝客户端读取`, 'every collection refuses to be read by a client');
}

/** null: no environment is named yet, which is told elsewhere. */
export function clientPlaceOf(variables: Readonly<Record<string, string>>): ClientPlace | null {
  const { CLOUDBASE_ENV: env } = variables;
  return env ? cloudClientPlace(env, process.env['TENCENTCLOUD_REGION']) : null;
}
