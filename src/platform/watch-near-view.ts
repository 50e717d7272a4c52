import Taro from '@tarojs/taro';

/** How far above and below the screen something still counts as near: three screens of a small phone. */
const MARGIN_PX = 2000;

/** Tells when an element comes near the screen or goes away from it, with the height it then has. */
export function watchNearView(selector: string, tell: (near: boolean, heightPx: number) => void): () => void {
  const { page } = Taro.getCurrentInstance();
  if (!page) return () => undefined;
  const observer = Taro.createIntersectionObserver(page, { thresholds: [0] });
  observer
    .relativeToViewport({ top: MARGIN_PX, bottom: MARGIN_PX })
    .observe(selector, ({ intersectionRatio = 0, boundingClientRect }) =>
      tell(intersectionRatio > 0, boundingClientRect?.height ?? 0),
    );
  return () => observer.disconnect();
}
