import { decodeWxacode } from '../../../wechat/code/wxacode-text';
import { readFromFrame } from '../../frame-messages';
import type { Persona } from '../../personas';
import type { ShownCode } from '../../wechat-app';
import { createDevice } from './device';
import { button, element } from '../element';
import { icon } from '../icons';
import type { Inboxes } from '../wechat/inboxes';
import { createLeaderCode } from '../scan/leader-code';
import { localCloud, type ServiceMessage } from '../local-cloud';
import { createMiniProgram } from '../wechat/mini-program';
import { createNotice } from '../wechat/notice';
import { isLeader, profileOf } from './phone-profile';
import { createScanner, type VisibleCode } from '../scan/scanner';
import { createServiceMessages } from '../wechat/service-messages';
import { createWechatHome } from '../wechat/wechat-home';

/** What a phone needs from the table it lies on. */
export interface Table {
  appName: string;
  appIsBuilt: boolean;
  inboxes: Inboxes;
  now: () => number;
  /** Codes that the other phones show right now. */
  codesAround: (persona: Persona) => VisibleCode[];
  announce: (text: string) => void;
}

/** WeChat's launch scenes (platform-facts §3). */
const SCANNED = 1047;
const FROM_MESSAGE = 1107;

interface Launch {
  page: string;
  scene: number;
}

export class Phone {
  readonly root: HTMLElement;
  private readonly home;
  private readonly messages;
  private readonly miniProgram;
  private readonly leaderCode;
  private readonly scanner = createScanner();
  private readonly notice;
  private readonly device;
  private readonly badge = element('span', { class: 'badge' });
  /** What the mini-program on this phone holds up for others. */
  private codeOfApp: ShownCode | null = null;

  constructor(
    readonly persona: Persona,
    private readonly table: Table,
  ) {
    const { appName, appIsBuilt } = table;
    const back = () => this.goHome();
    this.home = createWechatHome(persona, {
      appName,
      openApp: () => this.openApp(),
      openServiceMessages: () => this.openMessages(),
      openLeaderCode: isLeader(persona) ? () => this.openLeaderCode() : null,
      scan: () => void this.scanAndOpen(),
    });
    this.messages = createServiceMessages({
      appName,
      back,
      openPage: (page) => this.openApp({ page, scene: FROM_MESSAGE }),
    });
    const firstPage = profileOf(persona).firstPage ?? '';
    this.miniProgram = createMiniProgram(persona, { appName, appIsBuilt, firstPage, close: back });
    this.leaderCode = createLeaderCode(persona, { back });
    this.notice = createNotice({ appName, open: () => this.openMessages() });
    this.device = createDevice(
      [this.home, this.messages, this.miniProgram, this.leaderCode, this.scanner].map(({ root }) => root),
      [this.notice.root],
    );
    const size = profileOf(persona).largeText ? ' large-text' : '';
    this.root = element(
      'section',
      { class: `phone${size}`, attributes: { 'aria-label': `${persona.name}的手机` } },
      ownerLine(persona, this.docks()),
      this.device.root,
    );
    window.addEventListener('message', (event: MessageEvent<unknown>) => this.hearApp(event));
    this.update();
    if (isLeader(persona)) this.openLeaderCode();
    else this.goHome();
  }

  showTime(now: number): void {
    this.device.showTime(now);
  }

  /** Inbox and mini-program look at the world again. */
  refresh(): void {
    this.update();
    if (this.isInFront(this.miniProgram)) this.miniProgram.tell({ tuanka: 'show' });
  }

  /** A message arrives while the phone is in use. */
  notify(message: ServiceMessage): void {
    if (this.isInFront(this.messages)) this.markRead();
    else if (!this.isInFront(this.home)) this.notice.show(message); // at home the badge tells it
  }

  /** The page of the mini-program in front; null while something else is. */
  visiblePage(): string | null {
    return this.isInFront(this.miniProgram) ? this.miniProgram.page() : null;
  }

  /** The code on its screen, for another phone to scan. */
  visibleCode(): VisibleCode | null {
    if (this.isInFront(this.leaderCode)) {
      const pictureUrl = this.leaderCode.pictureUrl();
      return pictureUrl === null ? null : { title: `${this.persona.name}的团码`, pictureUrl };
    }
    if (!this.isInFront(this.miniProgram) || !this.codeOfApp) return null;
    const { title, path, scene, dataUrl } = this.codeOfApp;
    return {
      title: `${this.persona.name}的${title}`,
      pictureUrl: dataUrl ?? localCloud.pictureOf(path, scene),
    };
  }

  private docks(): HTMLElement[] {
    const { name } = this.persona;
    return [
      button(
        { class: 'dock', label: `${name}的微信`, onClick: () => this.goHome() },
        icon('wechat'),
        this.badge,
      ),
      isLeader(this.persona)
        ? button(
            { class: 'dock', label: `${name}的团码`, onClick: () => this.openLeaderCode() },
            icon('code'),
          )
        : button({ class: 'dock', label: `${name}的小程序`, onClick: () => this.openApp() }, icon('app')),
      button(
        { class: 'dock dock-scan', label: `${name}扫一扫`, onClick: () => void this.scanAndOpen() },
        icon('scan'),
        element('span', { text: '扫一扫' }),
      ),
    ];
  }

  private isInFront({ root }: { root: HTMLElement }): boolean {
    return this.device.front() === root;
  }

  private goHome(): void {
    this.notice.hide();
    this.device.show(this.home.root);
  }

  private openApp(launch?: Launch): void {
    if (launch) this.codeOfApp = null;
    this.miniProgram.open(launch);
    this.device.show(this.miniProgram.root);
    if (!launch) this.miniProgram.tell({ tuanka: 'show' });
  }

  private openMessages(): void {
    this.notice.hide();
    this.device.show(this.messages.root);
    this.markRead();
  }

  private markRead(): void {
    const failed = () => this.table.announce('通知没有标记成已读，请检查本地服务');
    this.table.inboxes.markRead(this.persona).then(() => this.update(), failed);
  }

  private openLeaderCode(): void {
    this.device.show(this.leaderCode.root);
    void this.leaderCode.load();
  }

  /** The scanner comes to the front and goes away again; what was in front before returns. */
  private async scan(): Promise<string | null> {
    const before = this.isInFront(this.scanner) ? null : this.device.front();
    this.device.show(this.scanner.root);
    const text = await this.scanner.scan(() => this.table.codesAround(this.persona));
    if (this.isInFront(this.scanner)) this.device.show(before ?? this.home.root);
    return text;
  }

  private async scanAndOpen(): Promise<void> {
    const { name } = this.persona;
    const text = await this.scan();
    if (text === null) return;
    const code = decodeWxacode(text);
    if (!code) return this.table.announce(`${name}扫到的不是小程序码：${text}`);
    this.openApp({ page: `${code.page}?scene=${encodeURIComponent(code.scene)}`, scene: SCANNED });
    this.table.announce(`${name}扫码打开了「${this.table.appName}」`);
  }

  private hearApp(event: MessageEvent<unknown>): void {
    if (!this.miniProgram.sent(event) || event.origin !== window.location.origin) return;
    const message = readFromFrame(event.data);
    if (message?.tuanka === 'code') this.codeOfApp = message.code;
    if (message?.tuanka !== 'scan') return;
    const { request } = message;
    void this.scan().then((text) => this.miniProgram.tell({ tuanka: 'scanned', request, text }));
  }

  private update(): void {
    const { inboxes, now } = this.table;
    const inbox = inboxes.of(this.persona.id);
    const unread = inboxes.unreadOf(this.persona.id);
    this.home.update(inbox, now());
    this.messages.update(inbox, now());
    this.badge.textContent = String(unread);
    this.badge.hidden = unread === 0;
  }
}

function ownerLine(persona: Persona, docks: HTMLElement[]): HTMLElement {
  const { caption, tone } = profileOf(persona);
  return element(
    'header',
    { class: 'owner' },
    element('span', {
      class: `owner-avatar tone-${tone}`,
      text: persona.avatarText,
      attributes: { 'aria-hidden': 'true' },
    }),
    element(
      'div',
      { class: 'owner-text' },
      element('h2', { class: 'owner-name', text: persona.name }),
      element('p', { class: 'owner-caption', text: caption }),
    ),
    element('div', { class: 'docks' }, ...docks),
  );
}
