import type { RequestId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { knownSettings, loadSettings } from '../config/load-settings';
import type { Settings } from '../config/settings';
import { requestIdFrom } from '../ids/request-id-from';
import { logLine, type LogFields } from '../log/log-line';
import type { Meter } from '../store/database';
import type { CollectionName } from '../store/schema';
import { openStore, type Store } from '../store/store';
import { createWechatClient, type WechatClient } from '../wechat/client';
import { readPlatformContext } from './caller';
import { collectUnreadable } from './collect-unreadable';
import { withSelfCheck } from './self-check';

export interface TimerCall {
  now: Instant;
  /** Names this run; what it leases is leased in this name. */
  requestId: RequestId;
  settings: Settings;
  store: Store;
  wechat: WechatClient;
  outOfTime: () => boolean;
}

/** How far a run is: real time, and those of its own collections it wrote work into, which nobody else needs to be told. */
export interface TimerRun {
  elapsedMs: () => number;
  /** Before the first work: an idle minute knows what it needs from the last one that was not. */
  renewSettings: () => Promise<void>;
  woken: ReadonlySet<CollectionName>;
}

interface TimerFunction {
  name: string;
  /** How long a run may go on before it leaves the rest to the next one. */
  workMs: number;
  /** The collections it finds its work in. */
  sweeps: ReadonlySet<CollectionName>;
}

/**
 * A function that only the timer may start. The event is forgeable, the trigger source in the context is not:
 * it must be the timer and nobody's openid (platform-facts, section 2).
 */
export function serveTimer(
  { name, workMs, sweeps }: TimerFunction,
  work: (call: TimerCall, run: TimerRun) => Promise<LogFields>,
) {
  return withSelfCheck(async (_event, context): Promise<LogFields> => {
    const { TRIGGER_SRC, WX_OPENID } = readPlatformContext(context);
    if (TRIGGER_SRC !== 'timer' || WX_OPENID) {
      logLine('warn', 'timer_refused', { name });
      return { refused: true };
    }
    const startedAt = Date.now();
    // Real elapsed time, not the calendar: a clock that is set while a run works must not stretch it.
    const startedTick = performance.now();
    const requestId = requestIdFrom('run', startedAt);
    const meter: Meter = { databaseCalls: 0 };
    const woken = new Set<CollectionName>();
    const unreadable = collectUnreadable();
    const store = openStore(meter, 'write', {
      unreadable: unreadable.note,
      wake: (mark) => async (collection) => {
        if (!sweeps.has(collection)) return mark(collection);
        woken.add(collection);
      },
    });
    const elapsedMs = () => performance.now() - startedTick;
    let settings = knownSettings() ?? (await loadSettings(store));
    const call: TimerCall = {
      now: instant(startedAt),
      requestId,
      get settings() {
        return settings;
      },
      store,
      wechat: createWechatClient(settings.wechat, settings.officialAccount),
      outOfTime: () => elapsedMs() > workMs,
    };
    const renewSettings = async (): Promise<void> => {
      settings = await loadSettings(store);
    };
    const report = await work(call, { elapsedMs, renewSettings, woken });
    // By a store that leaves its mark: the run has said already what it leaves.
    await unreadable.keep(() => openStore(meter, 'write'), instant(startedAt));
    logLine('info', 'timer', { name, ...report, databaseCalls: meter.databaseCalls, requestId });
    return report;
  });
}
