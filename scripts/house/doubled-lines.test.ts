import { countDoubled, RUN, shapeOf, telling } from './doubled-lines';

const asItIs = (line: string): string => line;
const run = (name: string, length = RUN): string =>
  Array.from({ length }, (_, n) => `${name}(${n + 10}, '${name} ${n}');`).join('\n');
const alone = (text: string): { file: string; text: string } => ({ file: 'one.ts', text });
const count = (texts: readonly string[], form = asItIs) => {
  const { twice, pairs } = countDoubled(texts.map(alone), form);
  return { twice, pairs };
};

describe('lines that stand twice', () => {
  it.each([
    ['six lines in two files', [run('say'), run('say')], { twice: 12, pairs: 1 }],
    ['in three files: each with each', [run('say'), run('say'), run('say')], { twice: 18, pairs: 3 }],
    ['five are no run', [run('say', 5), run('say', 5)], { twice: 0, pairs: 0 }],
    ['a run within more', [`before();\n${run('say')}`, `${run('say')}\nafter();`], { twice: 12, pairs: 1 }],
    ['twice in one file', [`${run('say')}\nbetween();\n${run('say')}`], { twice: 12, pairs: 1 }],
    ['once', [run('say')], { twice: 0, pairs: 0 }],
    [
      'seven alike lines are no two runs',
      [Array.from({ length: 7 }, () => 'say();').join('\n')],
      { twice: 0, pairs: 0 },
    ],
    ['twelve are', [Array.from({ length: 12 }, () => 'say();').join('\n')], { twice: 12, pairs: 1 }],
  ])('%s', (_name, texts, counted) => expect(count(texts)).toEqual(counted));

  it('are the same to the letter or of one shape', () => {
    const texts = [run('say'), run('tell')];
    expect(count(texts)).toEqual({ twice: 0, pairs: 0 });
    expect(count(texts, shapeOf)).toEqual({ twice: 12, pairs: 1 });
  });

  it('are counted among those that say something', () => {
    const text =
      "import { a } from 'a';\nimport {\n  b,\n} from 'b';\n\n/** What\n * it says. */\nsay(a);\n  // so\n});\n";
    expect(telling(text)).toEqual(['say(a);']);
    expect(countDoubled([alone(text)], asItIs)).toMatchObject({ files: 1, lines: 1 });
  });

  it.each([
    ["const price = 1_200 + tax('per \\'cent\\'');", "a a = 0 + a('');"],
    ['<Text className="note">{`${n} 张`}</Text>', "<a a=''>{''}</a>"],
  ])('%s has the shape %s', (line, shape) => expect(shapeOf(line)).toBe(shape));
});
