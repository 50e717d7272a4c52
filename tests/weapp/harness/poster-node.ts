import { isFunction, type Bag } from './values';

/** A canvas node as WeChat hands it out: shows nothing, loads every picture, and says when one was drawn. */
function canvasNode(onPicture: () => void): Bag {
  // What measureText and createLinearGradient give.
  const measured = { width: 10, addColorStop: () => undefined };
  const pen = new Proxy<Bag>(
    {},
    {
      get: (_pen, name) => () => {
        if (name === 'drawImage') onPicture();
        return measured;
      },
      set: () => true,
    },
  );
  const createImage = () => {
    const picture: Bag = {};
    const load = () => {
      if (isFunction(picture['onload'])) picture['onload'].call(picture);
    };
    return Object.defineProperty(picture, 'src', { set: () => setTimeout(load, 0) });
  };
  return { width: 0, height: 0, getContext: () => pen, createImage };
}

interface LateCanvas {
  /** For `viewQuery`. */
  query: () => Bag;
  /** Resolves when a picture was drawn. */
  painted: Promise<void>;
}

/**
 * Queries of the view that find a canvas only after they were asked `missed` times: on a phone the node is there some
 * moments after the page's data.
 */
export function lateCanvas(missed: number): LateCanvas {
  let asked = 0;
  let paint: () => void = () => undefined;
  const painted = new Promise<void>((resolve) => {
    paint = resolve;
  });
  const node = canvasNode(() => paint());
  const query: Bag = {
    select: () => query,
    fields: () => query,
    exec: (done: unknown) => {
      asked += 1;
      const found = asked > missed ? [{ node }] : [null];
      if (isFunction(done)) queueMicrotask(() => done.call(undefined, found));
    },
  };
  return { query: () => query, painted };
}
