/** Reading values that come from outside (WeChat's answers, storage) without believing their type. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

export function stringField(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** Numbers arrive as strings in some WeChat versions. */
export function numberField(value: unknown, name: string): number | undefined {
  const found = field(value, name);
  const number = typeof found === 'string' && /^-?\d+(\.\d+)?$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
