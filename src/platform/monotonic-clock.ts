/**
 * Milliseconds since some moment, for measuring how long ago an answer arrived. A browser's performance clock
 * is not moved when somebody sets the phone's time; WeChat has no such clock in its JavaScript, so there it is
 * the phone's time.
 */
export const monotonicMs = (): number =>
  typeof performance === 'undefined' ? Date.now() : performance.now();
