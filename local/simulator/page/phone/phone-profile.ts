import type { Persona } from '../../personas';

/** How each persona's phone introduces itself; the people come from the seed, this is only about the picture. */
export interface PhoneProfile {
  /** Under the name. */
  caption: string;
  tone: 'teal' | 'amber' | 'rose';
  /** WeChat's 关怀模式 for older eyes. */
  largeText: boolean;
  /** The page its mini-program opens with; the home page when it is left out. */
  firstPage?: string;
}

const CHARGE = 'merchant/pages/charge/index';
const WORKBENCH = 'merchant/pages/workbench/index';

const PROFILES = new Map<string, PhoneProfile>([
  ['shopper-lin', { caption: '顾客 · 第一次来', tone: 'teal', largeText: false }],
  ['shopper-wang', { caption: '顾客 · 65 岁', tone: 'amber', largeText: true }],
  ['leader-chen', { caption: '带着她的团码', tone: 'rose', largeText: false }],
  ['clerk-zhou', { caption: '店员 · 收款', tone: 'teal', largeText: false, firstPage: CHARGE }],
  ['operator-he', { caption: '运营 · 工作台', tone: 'amber', largeText: false, firstPage: WORKBENCH }],
  ['owner-li', { caption: '店主 · 工作台', tone: 'rose', largeText: false, firstPage: WORKBENCH }],
]);

export const isLeader = ({ role }: Persona): boolean => role === 'leader';

export const profileOf = (persona: Persona): PhoneProfile =>
  PROFILES.get(persona.id) ?? {
    caption: isLeader(persona) ? '团长' : '顾客',
    tone: 'teal',
    largeText: false,
  };
