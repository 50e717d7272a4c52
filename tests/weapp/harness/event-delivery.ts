import type { BuiltBundle } from './built-bundle';
import { callMethod, type Bag } from './values';
import type { FoundNode, ViewNode } from './view-tree';

const BUBBLING = new Set(['tap', 'longpress', 'touchstart', 'touchmove', 'touchend']);

const targetOf = ({ uid, sid }: ViewNode) => ({
  id: uid || sid,
  offsetLeft: 0,
  offsetTop: 0,
  dataset: { sid },
});

export interface ViewEvent {
  type: string;
  detail: Bag;
}

/**
 * Delivers an event as the view layer would: per bound ancestor, innermost first, and only where base.wxml binds it.
 * @throws Error where nothing is bound: WeChat would report nothing there
 */
export function deliverEvent(
  templates: BuiltBundle['templates'],
  pageInstance: Bag,
  { node, ancestors }: FoundNode,
  { type, detail }: ViewEvent,
  clone: (value: unknown) => unknown,
): void {
  let delivered = 0;
  for (const current of BUBBLING.has(type) ? [node, ...ancestors] : [node]) {
    const binding = templates.get(current.nn)?.on[type];
    if (!binding) continue;
    delivered += 1;
    const report = {
      type,
      detail,
      timeStamp: Date.now(),
      target: targetOf(node),
      currentTarget: targetOf(current),
      mark: {},
      touches: [],
      changedTouches: [],
    };
    callMethod(pageInstance, 'eh', clone(report));
    if (binding === 'catch') break;
  }
  if (delivered === 0) throw new Error(`no template binds "${type}" at or above ${node.uid || node.nn}`);
}
