/** What may stand in a mini-program code: at most 32 of these characters, none of them a percent sign (platform-facts, section 3). */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/**
 * The scene as it goes to WeChat.
 * @throws RangeError one that WeChat would refuse with 40169: it is ours to make it shorter, so nothing is asked
 */
export function checkedScene(scene: string): string {
  if (!SCENE.test(scene)) throw new RangeError(`scene of ${scene.length} characters cannot stand in a code`);
  return scene;
}
