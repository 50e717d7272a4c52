/** What the platform decides about clients that ask the database themselves, which none of ours does: all of it has to be refused. */
import * as z from 'zod';

/** The words of the management API (`BasePermission` of @cloudbase/manager-node 5.6.5). */
export const permissionSchema = z.enum(['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY', 'CUSTOM']);
export type Permission = z.output<typeof permissionSchema>;

/** What a collection has that nobody said anything about: its creators read their own documents. */
const UNSAID: Permission = 'PRIVATE';
const OPEN_POLICY = /^default allow := true$/m;

export interface ClientAccess {
  permissionOf(env: string, collection: string): Permission;
  permit(env: string, collection: string, permission: Permission): void;
  /** Of the cloud storage: one for the whole bucket. */
  bucketOf(env: string): Permission;
  permitBucket(env: string, permission: Permission): void;
  /** `opa`: one policy decides for the whole environment, and what was said of a collection counts no more. */
  engine: 'gateway' | 'opa';
  /** `authz.user.rego`; of its language only `default allow := true` is understood, everything else refuses. */
  policy: string;
  /** Whether somebody without an account may sign in (匿名登录). */
  anonymous: boolean;
  clear(): void;
}

/** @param closed collections that stand as a deployment leaves them */
export function createClientAccess(closed: readonly string[]): ClientAccess {
  const said = new Map<string, Permission>();
  const buckets = new Map<string, Permission>();
  const key = (env: string, collection: string): string => `${env}/${collection}`;
  return {
    permissionOf: (env, collection) =>
      said.get(key(env, collection)) ?? (closed.includes(collection) ? 'ADMINONLY' : UNSAID),
    permit: (env, collection, permission) => void said.set(key(env, collection), permission),
    // It stands as a deployment leaves it.
    bucketOf: (env) => buckets.get(env) ?? 'ADMINONLY',
    permitBucket: (env, permission) => void buckets.set(env, permission),
    engine: 'gateway',
    policy: '',
    anonymous: true,
    clear() {
      said.clear();
      buckets.clear();
      Object.assign(this, { engine: 'gateway', policy: '', anonymous: true });
    },
  };
}

/** What a client without an account may read of a collection. A rule of one's own (CUSTOM) is not understood here and refuses. */
export function readableBy(access: ClientAccess, env: string, collection: string): 'all' | 'own' | 'nothing' {
  if (access.engine === 'opa') return OPEN_POLICY.test(access.policy) ? 'all' : 'nothing';
  const permission = access.permissionOf(env, collection);
  if (permission === 'READONLY' || permission === 'ADMINWRITE') return 'all';
  return permission === 'PRIVATE' ? 'own' : 'nothing';
}

/**
 * What a client may do with a file that a function put: whoever made it is nobody of theirs, so what creators may is of no use to
 * them. Where one policy decides for everything, it decides here, too.
 */
export function bucketAllows(access: ClientAccess, env: string): { read: boolean; write: boolean } {
  if (access.engine === 'opa') {
    const isOpen = OPEN_POLICY.test(access.policy);
    return { read: isOpen, write: isOpen };
  }
  const permission = access.bucketOf(env);
  return {
    read: permission === 'READONLY' || permission === 'ADMINWRITE',
    // Of new files: nobody’s yet.
    write: permission === 'READONLY' || permission === 'PRIVATE',
  };
}
