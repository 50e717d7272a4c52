import path from 'node:path';

export interface Rooms {
  area: string;
  /** Files at its top. */
  flat: number;
  rooms: number;
  /** In its fullest folder, the top among them. */
  fullest: number;
  files: number;
}

const OF_AN_AREA = /^cloudfunctions\/([a-z-]+)\/.*\.ts$/;

/** How the files of each area stand, tests aside. @param files their paths from the root */
export function roomsOf(files: readonly string[]): Rooms[] {
  const areas = new Map<string, Map<string, number>>();
  for (const file of files) {
    const [, area] = OF_AN_AREA.exec(file) ?? [];
    if (area === undefined || file.endsWith('.test.ts')) continue;
    const folders = areas.get(area) ?? new Map<string, number>();
    const folder = path.posix.dirname(file);
    areas.set(area, folders.set(folder, (folders.get(folder) ?? 0) + 1));
  }
  return [...areas].map(([area, folders]) => {
    const flat = folders.get(`cloudfunctions/${area}`) ?? 0;
    const held = [...folders.values()];
    return {
      area,
      flat,
      rooms: flat > 0 ? folders.size - 1 : folders.size,
      fullest: Math.max(...held),
      files: held.reduce((sum, n) => sum + n, 0),
    };
  });
}
