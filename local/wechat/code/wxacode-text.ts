/**
 * The text inside a local mini-program code: `weapp://<appid>/<page>?scene=<encodeURIComponent(scene)>`, with
 * `&env=trial|develop` when it does not open the released version. The real code is a closed format that only WeChat
 * reads; this one is an ordinary QR code, so that any reader, and the simulator's scanner, can prove what it says.
 */
export interface Wxacode {
  appid: string;
  page: string;
  scene: string;
  envVersion: 'release' | 'trial' | 'develop';
}

const WXACODE = /^weapp:\/\/([^/?]+)\/([^?]+)\?scene=([^&]+)(?:&env=(trial|develop))?$/;

export function encodeWxacode({ appid, page, scene, envVersion }: Wxacode): string {
  const env = envVersion === 'release' ? '' : `&env=${envVersion}`;
  return `weapp://${appid}/${page}?scene=${encodeURIComponent(scene)}${env}`;
}

export function decodeWxacode(text: string): Wxacode | null {
  const match = WXACODE.exec(text);
  if (!match) return null;
  const [, appid = '', page = '', scene = '', env] = match;
  const envVersion = env === 'trial' || env === 'develop' ? env : 'release';
  try {
    return { appid, page, scene: decodeURIComponent(scene), envVersion };
  } catch {
    return null; // a broken percent sequence: not a code of ours
  }
}
