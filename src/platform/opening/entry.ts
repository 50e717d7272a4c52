import Taro from '@tarojs/taro';
import { isH5 } from '../target';
import { stringField } from '../untrusted';

/** How the app was opened, as far as WeChat tells (platform-facts, section 3). */
export interface OpenedBy {
  scene: number | null;
  shareTicket: string | null;
}

/** A mini-program code that was scanned: what the simulated phones do. */
const SCANNED = 1047;

export function readOpenedBy(): OpenedBy {
  if (isH5) {
    const scanned = /[?&]scene=/.test(window.location.href);
    return { scene: scanned ? SCANNED : null, shareTicket: null };
  }
  const options: unknown = Taro.getEnterOptionsSync();
  const scene: unknown =
    typeof options === 'object' && options !== null ? Reflect.get(options, 'scene') : null;
  return {
    scene: typeof scene === 'number' ? scene : null,
    shareTicket: stringField(options, 'shareTicket') ?? null,
  };
}

/** Cards opened in a group, and from a group's own menu. */
const GROUP_SCENES = [1008, 1044, 1158, 1160, 1185];

/** WeChat's own words about the group, for the server to decrypt. */
export interface EncryptedGroup {
  loginCode: string;
  encryptedData: string;
  iv: string;
}

/**
 * The group the app was opened from; null when WeChat gives none. The login comes first: the data is encrypted with the
 * session that it opens.
 */
export async function readEncryptedGroup({ scene, shareTicket }: OpenedBy): Promise<EncryptedGroup | null> {
  if (isH5 || (shareTicket === null && (scene === null || !GROUP_SCENES.includes(scene)))) return null;
  try {
    const login = await Taro.login();
    const data: unknown =
      shareTicket === null ? await Taro.getGroupEnterInfo({}) : await Taro.getShareInfo({ shareTicket });
    const encryptedData = stringField(data, 'encryptedData');
    const iv = stringField(data, 'iv');
    if (encryptedData === undefined || iv === undefined) return null;
    return { loginCode: login.code, encryptedData, iv };
  } catch {
    return null; // an old WeChat, or a chat that is no group
  }
}

/** Cards shared from here carry a ticket that names the group to whoever opens them there. */
export function shareWithGroup(): void {
  if (isH5) return;
  Promise.resolve(Taro.showShareMenu({ withShareTicket: true })).catch(() => undefined);
}
