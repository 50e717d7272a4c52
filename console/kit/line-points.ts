/** The points of a line `width` × `height`, as SVG reads them; the lowest is nothing, or what is below it. */
export function linePoints(values: readonly number[], width: number, height: number): string {
  const highest = Math.max(1, ...values);
  const lowest = Math.min(0, ...values);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values
    .map((value, place) => {
      const y = height - ((value - lowest) * height) / (highest - lowest);
      return `${Math.round(place * step)},${Math.round(y)}`;
    })
    .join(' ');
}
