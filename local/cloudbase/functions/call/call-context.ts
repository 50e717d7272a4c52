import type { Identity, Origin } from './identity';

/**
 * The `context` argument as SCF hands it over: identity and trigger travel in `environment`, a JSON string, per call. That is
 * what makes an instance that serves several callers safe; `getCloudbaseContext(context)` of the SDK reads exactly this.
 */
export interface CallContext {
  request_id: string;
  function_name: string;
  function_version: string;
  namespace: string;
  memory_limit_in_mb: number;
  time_limit_in_ms: number;
  environment: string;
}

export interface CallDescription {
  requestId: string;
  functionName: string;
  env: string;
  appid: string;
  origin: Origin;
  memoryMb: number;
  timeLimitMs: number;
}

const LOOPBACK = '127.0.0.1';

export function callContext(call: CallDescription): CallContext {
  return {
    request_id: call.requestId,
    function_name: call.functionName,
    function_version: '$LATEST',
    namespace: call.env,
    memory_limit_in_mb: call.memoryMb,
    time_limit_in_ms: call.timeLimitMs,
    environment: JSON.stringify(callEnvironment(call)),
  };
}

/** The SDK copies the variables named in WX_CONTEXT_KEYS and TCB_CONTEXT_KEYS, and everything else found here. */
function callEnvironment(call: CallDescription): Record<string, string> {
  const wechat = wechatVariables(call);
  const cloudbase = { TCB_ENV: call.env, TCB_SEQID: call.requestId, ...triggerVariables(call.origin) };
  return {
    ...wechat,
    ...cloudbase,
    WX_CONTEXT_KEYS: Object.keys(wechat).join(','),
    TCB_CONTEXT_KEYS: Object.keys(cloudbase).join(','),
  };
}

function wechatVariables({ origin, appid }: CallDescription): Record<string, string> {
  if (origin.kind !== 'client') return {};
  const { identity, clientIp = LOOPBACK } = origin;
  return { ...identityVariables(identity, appid), WX_CLIENTIP: clientIp };
}

function identityVariables(identity: Identity, appid: string): Record<string, string> {
  return {
    WX_OPENID: identity.openid,
    WX_APPID: identity.appid ?? appid,
    ...(identity.unionid && { WX_UNIONID: identity.unionid }),
  };
}

/** TCB_SOURCE takes the values getWXContext documents: wx_client, wx_trigger, wx_http. */
function triggerVariables(origin: Origin): Record<string, string> {
  switch (origin.kind) {
    case 'client':
      return { TCB_SOURCE: 'wx_client' };
    case 'timer':
      return { TCB_SOURCE: 'wx_trigger', TRIGGER_SRC: 'timer' };
    case 'http':
      return { TCB_SOURCE: 'wx_http', TCB_SOURCE_IP: origin.clientIp ?? LOOPBACK };
    case 'server':
      return { TCB_SOURCE: 'scf' };
  }
}
