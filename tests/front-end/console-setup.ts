/** What jsdom has not: asked once when the console's modules are loaded. */
Object.defineProperty(window, 'matchMedia', {
  value: (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});
window.history.replaceState(null, '', '/console/');
