// Every line here breaks a house rule on purpose; boundaries.test.ts expects ESLint to name each of them.
type State = 'usable' | 'used';

export function seeded(state: State, list: number[]): any {
  Promise.resolve(1);
  const first = list[0]!;
  switch (state) {
    case 'usable':
      return first;
  }
  if (first == 1) console.log('seeded');
  return undefined;
}
