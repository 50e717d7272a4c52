import { instant } from '../../../contracts/primitives/time';
import { eachOnce } from './each-once';

const told = (_id: string, at: number) => ({ _id, at: instant(at) });

it.each([
  [[], []],
  [
    ['b2', 'a1'],
    ['a1', 'b2'],
  ],
  [
    ['b1', 'a1', 'b1'],
    ['a1', 'b1'],
  ],
])('%j is told as %j', (written, read) => {
  const facts = written.map((name) => told(name, Number(name.slice(1))));
  expect(eachOnce(facts).map(({ _id }) => _id)).toEqual(read);
});
