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

  it('reads the five entities of XML in text, and none in CDATA or beyond them', () => {
    expect(parseXml('<xml><a>1 &lt; 2 &amp;amp; &copy;</a><b><![CDATA[&lt;]]></b><c></c></xml>')).toEqual({
      a: '1 < 2 &amp; &copy;',
      b: '&lt;',
      c: '',
    });
  });

  it.each([
    '',
    'plain',
    '<xml>',
    '<xml><a></xml>',
    '<xml></xml><more></more>',
    '<!DOCTYPE x><xml></xml>',
    '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
    '<xml><',
  ])('%j is not', (text) => {
    expect(() => parseXml(text)).toThrow(SyntaxError);
  });

  it('nested without end is not followed', () => {
    expect(() => parseXml('<a>'.repeat(5000))).toThrow(SyntaxError);
  });
});
