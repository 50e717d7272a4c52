import cloudbase from '@cloudbase/node-sdk';
import * as z from 'zod';
import { refuse } from '../../../contracts/errors';
import type { AuditPlace } from '../../../contracts/audit';
import type { Instant } from '../../../contracts/primitives/time';
import type { AppId, OpenId, UnionId } from '../../../contracts/primitives/ids';
import { appId, openId, unionId } from '../../../contracts/values';

/** Who is calling, as WeChat says. `unionId` is absent until the mini-program is bound to an open platform account. */
export interface Caller {
  appId: AppId;
  openId: OpenId;
  unionId: UnionId | null;
  /** From where, as the platform’s context or the console’s session says. */
  via?: AuditPlace;
  /** Of a session at a desk: since when. One of before their role ended is over, though they work here again. */
  since?: Instant;
}

/**
 * The platform's context is the only source of identity (platform-facts, section 2). It is read with the `context`
 * argument, which stays right when one instance serves several calls at once, and only the named keys are kept:
 * the object also holds secrets.
 */
const platformContext = z.object({
  WX_OPENID: openId.optional(),
  WX_APPID: appId.optional(),
  WX_UNIONID: unionId.optional(),
  WX_FROM_OPENID: z.string().optional(),
  TRIGGER_SRC: z.string().optional(),
});
export type PlatformContext = z.output<typeof platformContext>;

/** The context argument as SCF passes it. */
const invocation = z.object({
  memory_limit_in_mb: z.number(),
  time_limit_in_ms: z.number(),
  request_id: z.string(),
  environ: z.string().optional(),
  environment: z.string().optional(),
  function_version: z.string(),
  function_name: z.string(),
  namespace: z.string(),
});

export function readPlatformContext(context: unknown): PlatformContext {
  const parsed = invocation.safeParse(context);
  const raw: unknown = cloudbase.getCloudbaseContext(parsed.success ? parsed.data : undefined);
  return platformContext.parse(raw);
}

/** @throws TuankaError not_in_wechat for a timer, an HTTP call, or a call on behalf of another account (FROM_*) */
export function callerOf(context: PlatformContext): Caller {
  const { WX_OPENID, WX_APPID, WX_UNIONID, WX_FROM_OPENID } = context;
  if (!WX_OPENID || !WX_APPID || WX_FROM_OPENID) throw refuse('not_in_wechat');
  return { appId: WX_APPID, openId: WX_OPENID, unionId: WX_UNIONID ?? null, via: 'phone' };
}
