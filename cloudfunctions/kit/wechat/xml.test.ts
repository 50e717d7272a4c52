import { parseXml } from './xml';

describe('the XML that WeChat pushes', () => {
  it('is read with its CDATA, numbers as text, repeated elements as a list', () => {
    const text = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1795233600</CreateTime>
      <SubscribeMsgPopupEvent><List><TemplateId><![CDATA[a<b]]></TemplateId></List><List><TemplateId>t&amp;2</TemplateId></List></SubscribeMsgPopupEvent></xml>`;
    expect(parseXml(text)).toEqual({
      ToUserName: 'gh_1',
      CreateTime: '1795233600',
      SubscribeMsgPopupEvent: { List: [{ TemplateId: 'a<b' }, { TemplateId: 't&2' }] },
    });
  });

  it.each([
    '',
    'plain',
    '<xml>',
    '<xml><a></xml>',
    '<xml></xml><more></more>',
    '<!DOCTYPE x><xml></xml>',
    '<xml><',
  ])('%j is not', (text) => {
    expect(() => parseXml(text)).toThrow(SyntaxError);
  });

  it('nested without end is not followed', () => {
    expect(() => parseXml('<a>'.repeat(5000))).toThrow(SyntaxError);
  });
});
