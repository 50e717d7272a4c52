/** Line icons drawn here, so that the page needs nothing from outside. */
const PATHS = {
  wechat:
    'M9.2 4C5.2 4 2 6.7 2 10c0 1.9 1 3.5 2.7 4.6L4 17l2.7-1.4c.8.2 1.6.4 2.5.4M22 14.5c0-2.8-2.8-5-6.2-5s-6.3 2.2-6.3 5 2.8 5 6.3 5c.7 0 1.4-.1 2-.3L20 20.5l-.6-2c1.6-.9 2.6-2.4 2.6-4zM6.7 8.4v.1M11.5 8.4v.1M13.8 13.2v.1M17.8 13.2v.1',
  app: 'M5 4h5v6H4V5a1 1 0 0 1 1-1zM14 4h5a1 1 0 0 1 1 1v5h-6zM4 14h6v6H5a1 1 0 0 1-1-1zM17 13.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v.1M14 20v.1M18 18h2v2',
  scan: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M3 12h18',
  bell: 'M12 4a5.5 5.5 0 0 0-5.5 5.5c0 5-2 6.5-2 6.5h15s-2-1.5-2-6.5A5.5 5.5 0 0 0 12 4zM10 19a2 2 0 0 0 4 0',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19c.4-3.2 2.8-5 6-5s5.6 1.8 6 5M16 5.2a3 3 0 0 1 0 5.6M17.5 14.3c2 .6 3.2 2.2 3.5 4.7',
  compass: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM15.5 8.5l-2.2 4.8-4.8 2.2 2.2-4.8z',
  person: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c.5-3.6 3.4-5.5 7-5.5s6.5 1.9 7 5.5',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  close: 'M6 6l12 12M18 6L6 18',
  forward: 'M5 5l7 7-7 7M13 5l7 7-7 7',
} as const;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: keyof typeof PATHS): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
