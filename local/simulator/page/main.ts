import { clockText } from './china-clock';
import { createClockBar } from './clock-bar';
import { element } from './element';
import { createInboxes, type Arrival } from './inboxes';
import { localCloud, type Clock, type NextEvent } from './local-cloud';
import { Phone, type Table } from './phone';
import { fitPhones } from './phone-scale';
import { travelBy, travelToNextEvent } from './time-travel';

/** The table with the phones: reads the world from the local cloud, hands it to the phones, and moves the clock. */
const INBOX_POLL_MS = 4000;

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
};

const status = place('status');
const announce = (text: string): void => {
  status.textContent = text;
  status.classList.remove('fresh');
  void status.offsetWidth; // restarts the highlight when the next text follows at once
  status.classList.add('fresh');
};

/** The simulated time runs on by itself between two readings, unless it is frozen. */
function createFollowedClock(first: Clock) {
  let reading = { ...first, readAt: performance.now() };
  return {
    now: () => (reading.frozen === true ? reading.now : reading.now + (performance.now() - reading.readAt)),
    follow: (clock: Clock) => (reading = { ...clock, readAt: performance.now() }),
  };
}

function arrivalText(arrivals: Arrival[], now: number): string {
  const time = clockText(now);
  if (arrivals.length === 0) return `现在是 ${time}，这段时间没有新的提醒`;
  const names = [...new Set(arrivals.map(({ persona }) => persona.name))].join('、');
  return `现在是 ${time}，${arrivals.length} 条提醒已送达（${names}）`;
}

async function start(): Promise<void> {
  const [personas, appName, appIsBuilt, firstClock] = await Promise.all([
    localCloud.personas(),
    localCloud.appName(),
    localCloud.appIsBuilt(),
    localCloud.clock(),
  ]);
  const clock = createFollowedClock(firstClock);
  const inboxes = createInboxes(personas);
  await inboxes.refresh();

  const phones: Phone[] = [];
  const table: Table = {
    appName,
    appIsBuilt,
    inboxes,
    now: clock.now,
    codesAround: (persona) =>
      phones.filter((phone) => phone.persona.id !== persona.id).flatMap((phone) => phone.visibleCode() ?? []),
    announce,
  };
  phones.push(...personas.map((persona) => new Phone(persona, table)));
  place('phones').replaceChildren(...phones.map(({ root }) => root));
  fitPhones();

  const showTime = () => {
    bar.showTime(clock.now());
    for (const phone of phones) phone.showTime(clock.now());
  };

  /** Everything that arrived since the clock was last set in motion: the regular look may see it first. */
  let arrived: Arrival[] = [];

  /** Reads time, inboxes and the next event, and shows them. */
  async function look(): Promise<Arrival[]> {
    const [reading, next, arrivals] = await Promise.all([
      localCloud.clock(),
      localCloud.nextEvent().catch((): NextEvent => ({ at: null, what: '' })),
      inboxes.refresh(),
    ]);
    clock.follow(reading);
    showTime();
    bar.showNextEvent(next, reading.now);
    for (const { persona, message } of arrivals) {
      phones.find((phone) => phone.persona.id === persona.id)?.notify(message);
    }
    arrived = [...arrived, ...arrivals];
    return arrivals;
  }

  async function move(travel: () => Promise<unknown>): Promise<void> {
    bar.setBusy(true);
    arrived = [];
    announce('时间流动中…');
    try {
      await travel();
      await look();
      for (const phone of phones) phone.refresh();
      announce(arrivalText(arrived, clock.now()));
    } catch {
      announce('本地服务没有响应，时间没有走完');
    } finally {
      bar.setBusy(false);
    }
  }

  const bar = createClockBar({
    advance: (ms) => void move(() => travelBy(localCloud, ms)),
    toNextEvent: () => void move(() => travelToNextEvent(localCloud)),
    reset: () =>
      void localCloud.reset().then(
        () => window.location.reload(),
        () => announce('重置没有成功'),
      ),
  });
  place('clock').replaceChildren(bar.root);
  await look();
  setInterval(showTime, 1000);
  setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    look().then(
      (arrivals) => {
        if (arrivals.length === 0) return;
        for (const phone of phones) phone.refresh();
        announce(arrivalText(arrivals, clock.now()));
      },
      () => announce('本地服务没有响应'),
    );
  }, INBOX_POLL_MS);
}

start().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  place('phones').replaceChildren(
    element('p', { class: 'failed', text: `模拟器没有启动：${reason}。确认本地服务在运行，再刷新页面。` }),
  );
});
