/** One measured figure against its budget of docs/budgets.md. Never a test: wall-clock time depends on the machine. */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  /** The most it may be; null where it is only watched. */
  budget: number | null;
  ok: boolean;
}

export const measured = (
  name: string,
  value: number,
  unit: string,
  budget: number | null = null,
): BenchResult => ({
  name,
  value: Math.round(value * 10) / 10,
  unit,
  budget,
  ok: budget === null || value <= budget,
});

export function printTable(results: readonly BenchResult[]): void {
  const rows = results.map(({ name, value, unit, budget, ok }) => [
    ok ? '✓' : '✗',
    name,
    `${value} ${unit}`,
    budget === null ? '' : `≤ ${budget}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) =>
          column === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};
