import { numberTyped } from '../../../../contracts/primitives/typed';

/**
 * A number as a list holds it. A spreadsheet may have made `1.38E+10` of it: with all its digits it is given back, without it is
 * nobody's number. Pure.
 */
export type PhoneRead =
  { state: 'none' } | { state: 'wrong'; why: string } | { state: 'good'; digits: string };

const SCIENTIFIC = /^(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})$/;

export function readPhone(text: string): PhoneRead {
  const typed = text.trim();
  if (typed === '') return { state: 'none' };
  const scientific = SCIENTIFIC.exec(typed.replace(/\s/g, ''));
  if (scientific) {
    const [, first = '', rest = '', power = '0'] = scientific;
    return rest.length === Number(power)
      ? mainland(`${first}${rest}`)
      : { state: 'wrong', why: '手机号被表格变成了科学记数，丢了数字，请在表格里设为文本再导出' };
  }
  return mainland(
    numberTyped(typed)
      .replace(/^(\+?86|0086)(?=1\d{10}$)/, '')
      .replace(/\.0$/, ''),
  );
}

const mainland = (digits: string): PhoneRead =>
  /^1[3-9]\d{9}$/.test(digits)
    ? { state: 'good', digits: `+86${digits}` }
    : { state: 'wrong', why: '不是 11 位的手机号' };
