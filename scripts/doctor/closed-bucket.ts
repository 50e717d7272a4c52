import { readBucketOf } from '../collections/read-database';
import type { AskTencentCloud } from '../collections/tencent-cloud';
import { fine, warned, wrong, type Finding } from './finding';

/** Who may reach the files: pictures, exports and lists of other systems. `npm run probe` proves it with a file of its own. */
export async function bucketFinding(ask: AskTencentCloud | null, env: string): Promise<Finding> {
  if (ask === null)
    return warned(
      '没有 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY，看不了云存储的权限：在控制台 云存储 → 权限设置 里应为 仅管理端可读写',
      'without the API key the permission of the storage is not read: it has to be ADMINONLY',
    );
  const bucket = await readBucketOf(ask, env).catch((error: unknown) => String(error));
  if (typeof bucket === 'string')
    return warned(`读不到云存储的权限：${bucket}`, 'the permission of the storage was not read');
  if (bucket === null) return warned('这个环境没有云存储', 'the environment has no storage');
  if (bucket.permission === null)
    return warned(
      '云存储由一条 OPA 策略决定：运行 npm run probe 看客户端能不能读到文件',
      'one policy decides about the storage: npm run probe asks as a client',
    );
  return bucket.permission === 'ADMINONLY'
    ? fine('云存储只有云函数可以读写', 'the storage is ADMINONLY')
    : wrong(
        `云存储的权限是 ${bucket.permission}：客户端读得到文件，设为 ADMINONLY（npm run deploy 会设）`,
        `the storage is ${bucket.permission}, not ADMINONLY`,
      );
}
