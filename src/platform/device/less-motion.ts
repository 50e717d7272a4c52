/** Whether somebody asked their device for less motion. WeChat has no word for it: its style sheets know. */
export const wantsLessMotion = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
