/** Every setData with its size: what crosses from JavaScript to the view layer is the cost that WeChat counts. */
export interface SetDataLog {
  entries: { route: string; bytes: number }[];
  record: (route: string, change: unknown) => void;
}

export function createSetDataLog(): SetDataLog {
  const entries: SetDataLog['entries'] = [];
  return {
    entries,
    record: (route, change) =>
      entries.push({ route, bytes: Buffer.byteLength(JSON.stringify(change), 'utf8') }),
  };
}
