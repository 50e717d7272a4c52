/**
 * The environment variables CloudBase gives every function. TCB_CONTEXT_CNFG is its own way to point the SDK at another data
 * plane, which is how the unmodified SDK reaches the local one.
 */
export function platformVariables(env: string, adminUrl: string): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_NAMESPACE: env,
    TCB_ENV: env,
    TENCENTCLOUD_REGION: 'ap-shanghai',
    // Not secrets: the local data plane checks no signature, and the SDK refuses to start without.
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TZ: 'UTC',
  };
}
