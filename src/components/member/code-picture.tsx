import { useEffect, useRef } from 'react';
import { holdUpCode } from '@/platform/scan/hold-up-code';
import { isH5 } from '@/platform/target';
import { drawCode } from '../native/code/draw-code';

interface CodePictureProps {
  kind: 'qr' | 'bar';
  text: string;
}

/** As the native component's own style says. */
const HEIGHT = { qr: 240, bar: 80 };

/** Stands in for the native component on H5 and draws the same; the other phones of the simulator can scan it. */
function CodeTwin({ kind, text }: CodePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    const context = node?.getContext('2d');
    if (!node || !context) return undefined;
    // The screen's own pixels: a bar that is not a whole pixel wide turns grey.
    node.width = Math.round(node.clientWidth * window.devicePixelRatio);
    node.height = Math.round(HEIGHT[kind] * window.devicePixelRatio);
    drawCode(context, kind, text, node.width, node.height);
    if (kind === 'bar') return undefined;
    return holdUpCode({ path: '', scene: '', title: '码', dataUrl: node.toDataURL('image/png') });
  }, [kind, text]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{ display: 'block', width: '100%', height: `${HEIGHT[kind]}px` }}
    />
  );
}

/** Pages that show it list `tuanka-code` under `usingComponents` in their config. */
export const CodePicture = ({ kind, text }: CodePictureProps) =>
  isH5 ? <CodeTwin kind={kind} text={text} /> : <tuanka-code kind={kind} text={text} />;
