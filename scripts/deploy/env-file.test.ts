import { parseEnvFile } from './env-file';

describe('a .env file', () => {
  it.each([
    ['plain', 'A=1\nB = two words \n', { A: '1', B: 'two words' }],
    ['comments, blank lines, Windows line ends', '# no\r\n\r\nA=1 # yes\r\n', { A: '1' }],
    ['JSON in single quotes', `A='{"x":"#1, it is"}'`, { A: '{"x":"#1, it is"}' }],
    ['double quotes and a comment after them', 'A="x y" # note', { A: 'x y' }],
    ['base64 keeps its equal signs', 'A=k1:AQI=,k0:AAA==', { A: 'k1:AQI=,k0:AAA==' }],
    ['an empty value stays empty', 'A=', { A: '' }],
    ['export as in a shell', 'export A=1', { A: '1' }],
    ['nothing is expanded', 'A=$HOME\\n', { A: '$HOME\\n' }],
  ])('%s', (_name, text, variables) => expect(parseEnvFile(text)).toEqual(variables));

  it.each([
    ['A=1\njust words', 'line 2: not KEY=value'],
    [`A='open`, 'line 1: the quote is not closed'],
    [`A='x' y`, 'line 1: text after the closing quote'],
  ])('%j is refused by its line', (text, message) => expect(() => parseEnvFile(text)).toThrow(message));

  it('a refusal never repeats the value', () => {
    expect(() => parseEnvFile(`SECRET='hunter2`)).toThrow(/^(?!.*hunter2)/);
  });
});
