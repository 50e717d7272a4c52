/** What ties a field to one key of a draft: it shows what stands there, and changes it alone. */
type Draft<Key extends string, Value> = { readonly [One in Key]: Value };
type Change<Key extends string, Value> = (change: { [One in Key]?: Value }) => void;

function changed<Key extends string, Value>(key: Key, value: Value): { [One in Key]?: Value } {
  const change: { [One in Key]?: Value } = {};
  change[key] = value;
  return change;
}

/** Of a line to type in. */
export const typedIn = <Key extends string>(
  draft: Draft<Key, string>,
  onChange: Change<Key, string>,
  key: Key,
) => ({ value: draft[key], onType: (value: string) => onChange(changed(key, value)) });

/** Of a day, or a time of day. */
export const pickedIn = <Key extends string>(
  draft: Draft<Key, string>,
  onChange: Change<Key, string>,
  key: Key,
) => ({ value: draft[key], onPick: (value: string) => onChange(changed(key, value)) });

/** Of a switch. */
export const turnedIn = <Key extends string>(
  draft: Draft<Key, boolean>,
  onChange: Change<Key, boolean>,
  key: Key,
) => ({ on: draft[key], onTurn: (on: boolean) => onChange(changed(key, on)) });
