import * as z from 'zod';

/** Who calls, as WeChat would tell CloudBase. `unionid` is absent until the mini-program is bound to an open platform account. */
export const identitySchema = z.object({
  openid: z.string().min(1),
  unionid: z.string().min(1).optional(),
  appid: z.string().min(1).optional(),
});
export type Identity = z.infer<typeof identitySchema>;

/** How a call reached the function; each kind carries the identity CloudBase gives it, and no other. */
export type Origin =
  | { kind: 'client'; identity: Identity; clientIp?: string }
  | { kind: 'timer' }
  | { kind: 'http'; clientIp?: string }
  /** The console's or another service's call: no WeChat user. */
  | { kind: 'server' };
