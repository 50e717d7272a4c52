import { isRequestId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { parseSettings } from '../../cloudfunctions/kit/config/settings';
import type { TimerCall } from '../../cloudfunctions/kit/host/serve-timer';
import type { SweepPart } from '../../cloudfunctions/kit/host/sweep-part';
import { createWechatClient } from '../../cloudfunctions/kit/wechat/client';
import { runSchedule } from '../../cloudfunctions/sweep/run-schedule';
import type { Watch } from '../../cloudfunctions/sweep/run-parts';
import { demoSettings, demoVariables } from '../../local/seed/demo-settings';
import type { LocalCloud } from '../../local/server';
import { checkoutOf } from './points-stage';

/** A stopwatch that parts move, and whose alarms ring as it passes them. */
export function stopwatch(): Watch & { pass: (ms: number) => void; reset: () => void } {
  let now = 0;
  let alarms: { at: number; ring: () => void }[] = [];
  return {
    elapsedMs: () => now,
    expiry(ms) {
      const at = now + ms;
      const reached = new Promise<void>((ring) => alarms.push({ at, ring }));
      return {
        reached,
        cancel: () => {
          alarms = alarms.filter((alarm) => alarm.at !== at);
        },
      };
    },
    reset() {
      now = 0;
      alarms = [];
    },
    pass(ms) {
      now += ms;
      for (const { at, ring } of alarms) if (at <= now) ring();
    },
  };
}

let runs = 0;
/** A minute's call of the sweep in this process, on the gateway of the functions. */
export function timerCallOf(cloud: LocalCloud): TimerCall {
  runs += 1;
  const settings = parseSettings(demoVariables(cloud.url), demoSettings);
  const requestId = `run_${String(runs).padStart(8, '0')}`;
  if (!isRequestId(requestId)) throw new Error(requestId);
  const { store, now } = checkoutOf(cloud);
  return {
    now: now(),
    requestId,
    settings,
    store,
    wechat: createWechatClient(settings.wechat, settings.officialAccount),
    outOfTime: () => false,
  };
}

/** One minute's sweep with these parts. */
export async function sweepWith(cloud: LocalCloud, parts: readonly SweepPart[], watch: Watch = stopwatch()) {
  const { report } = await runSchedule(
    timerCallOf(cloud),
    { name: 'sweep', parts },
    {
      ...watch,
      woken: new Set(),
      renewSettings: async () => undefined,
    },
  );
  return report;
}

export const partOf = (name: string, run: SweepPart['run'], more: Partial<SweepPart> = {}): SweepPart => ({
  name,
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [{ collection: 'dueWork', earliest: async ({ now }) => now }],
  run,
  ...more,
});
