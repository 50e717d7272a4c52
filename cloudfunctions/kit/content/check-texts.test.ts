import { questionsOf } from './check-texts';

describe('texts asked about together', () => {
  const comment = (text: string) => ({ scene: 'comment' as const, text });
  const profile = (text: string) => ({ scene: 'profile' as const, text });
  it.each([
    ['none', [], []],
    ['two of a scene are one question', [comment('a'), comment('b')], [comment('a\nb')]],
    ['two scenes are two', [profile('a'), comment('b'), profile('c')], [profile('a\nc'), comment('b')]],
    [
      'as many characters as WeChat takes',
      [comment('a'.repeat(2498)), comment('b')],
      [comment(`${'a'.repeat(2498)}\nb`)],
    ],
    ['one more', [comment('a'.repeat(2499)), comment('b')], [comment('a'.repeat(2499)), comment('b')]],
  ])('%s', (_name, texts, questions) => expect(questionsOf(texts)).toEqual(questions));
});
