import { watchDeskScreen } from './scan/desk-screen';
import type { Persona } from '../personas';
import { clockText } from './clock/china-clock';
import { createClockBar, type ClockBar } from './clock/clock-bar';
import { createInboxes, type Arrival, type Inboxes } from './wechat/inboxes';
import { localCloud, type Clock, type NextEvent } from './local-cloud';
import { Phone } from './phone/phone';
import type { Sight } from './tour/progress';
import { travelBy, travelToNextEvent } from './clock/time-travel';

/** The phones, their inboxes and the clock, kept in step with the local cloud. */
export interface WorldStart {
  personas: Persona[];
  appName: string;
  appIsBuilt: boolean;
  clock: Clock;
  announce: (text: string) => void;
}

const NO_EVENT: NextEvent = { at: null, what: '' };
const SILENT_CLOUD = '本地服务没有响应';

export class World {
  readonly phones: Phone[];
  readonly bar: ClockBar;
  private readonly inboxes: Inboxes;
  private readonly announce: (text: string) => void;
  private reading: Clock & { readAt: number };
  /** Everything that arrived since the clock was last set in motion: the regular look may see it first. */
  private arrived: Arrival[] = [];
  private readonly reminded = new Set<string>();

  constructor({ personas, clock, announce, ...app }: WorldStart) {
    this.announce = announce;
    this.reading = { ...clock, readAt: performance.now() };
    this.inboxes = createInboxes(personas);
    const deskScreen = watchDeskScreen();
    const table = {
      ...app,
      announce,
      inboxes: this.inboxes,
      now: () => this.now(),
      codesAround: (persona: Persona) => [
        ...this.phones
          .filter((phone) => phone.persona.id !== persona.id)
          .flatMap((phone) => phone.visibleCode() ?? []),
        ...deskScreen(),
      ],
    };
    this.phones = personas.map((persona) => new Phone(persona, table));
    this.bar = createClockBar({
      advance: (ms) => void this.move(() => travelBy(localCloud, ms)),
      toNextEvent: () => void this.move(() => travelToNextEvent(localCloud)),
      reset: () => void this.startOver().catch(() => announce(`${SILENT_CLOUD}，没有重置`)),
    });
  }

  /** What the tour goes by. */
  sight(): Sight {
    const pages = this.phones.map((phone) => [phone.persona.id, phone.visiblePage() ?? ''] as const);
    return { pages: new Map(pages), reminded: this.reminded };
  }

  /** The simulated time runs on by itself between two readings, unless it is frozen. */
  now(): number {
    const { frozen, now, readAt } = this.reading;
    return frozen === true ? now : now + (performance.now() - readAt);
  }

  showTime(): void {
    this.bar.showTime(this.now());
    for (const phone of this.phones) phone.showTime(this.now());
  }

  /** Reads time, inboxes and the next event, and shows them. */
  async look(): Promise<Arrival[]> {
    const [clock, next, arrivals] = await Promise.all([
      localCloud.clock(),
      localCloud.nextEvent().catch(() => NO_EVENT),
      this.inboxes.refresh(),
    ]);
    this.reading = { ...clock, readAt: performance.now() };
    this.showTime();
    this.bar.showNextEvent(next, clock.now);
    for (const { persona, message } of arrivals) {
      this.phones.find((phone) => phone.persona.id === persona.id)?.notify(message);
    }
    this.arrived = [...this.arrived, ...arrivals];
    for (const { persona } of arrivals) this.reminded.add(persona.id);
    return arrivals;
  }

  /** What comes in while nobody touches the clock. */
  async lookAround(): Promise<void> {
    try {
      const arrivals = await this.look();
      if (arrivals.length === 0) return;
      this.refreshPhones();
      this.announce(this.arrivalText(arrivals, 1));
    } catch {
      this.announce(SILENT_CLOUD);
    }
  }

  private async move(travel: () => Promise<number>): Promise<void> {
    this.bar.setBusy(true);
    this.arrived = [];
    this.announce('时间流动中…');
    try {
      const stops = await travel();
      await this.look();
      this.refreshPhones();
      this.announce(this.arrivalText(this.arrived, stops));
    } catch {
      this.announce(`${SILENT_CLOUD}，时间没有走完`);
    } finally {
      this.bar.setBusy(false);
    }
  }

  /** The mini-program keeps a cache in this browser: a fresh world must not greet people of the old one. */
  private async startOver(): Promise<void> {
    await localCloud.reset();
    window.localStorage.clear();
    window.location.reload();
  }

  private refreshPhones(): void {
    for (const phone of this.phones) phone.refresh();
  }

  private arrivalText(arrivals: Arrival[], stops: number): string {
    const time = clockText(this.now());
    if (arrivals.length === 0 && stops === 0) return `现在是 ${time}，这段时间没有新的提醒`;
    // Without a subscription credit the reminder goes to the mini-program's own inbox.
    if (arrivals.length === 0) return `现在是 ${time}，微信没有收到提醒，看看小程序里的「消息」`;
    const names = [...new Set(arrivals.map(({ persona }) => persona.name))].join('、');
    return `现在是 ${time}，${arrivals.length} 条提醒已送达（${names}）`;
  }
}
