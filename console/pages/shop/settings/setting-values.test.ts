import { contentOf, groupValues, mappingOf } from './setting-values';

describe('a group of the settings as a form', () => {
  it('rules come back as they were, with what is no field of the form', () => {
    const content = { quietHours: '22:00-08:00', perDay: 4, odd: { deep: 1 } };
    const values = groupValues('messageRules', content);
    expect(values).toEqual({ quietHours: '22:00-08:00', perDay: 4 });
    expect(contentOf('messageRules', { ...values, perDay: 6 }, content)).toEqual({ ...content, perDay: 6 });
  });

  it('templates are a row per kind; a kind whose row is gone goes to the inbox', () => {
    const content = {
      coupon_expiry: { templateId: 'tmpl-1', fields: { thing1: 'title', time2: 'until' } },
      campaign: { templateId: 'tmpl-2', fields: { thing1: 'title' } },
    };
    const values = groupValues('messageTemplates', content);
    expect(contentOf('messageTemplates', values, content)).toEqual(content);
    const { templates } = values;
    if (!Array.isArray(templates)) throw new Error('no rows');
    expect(contentOf('messageTemplates', { templates: templates.slice(1) }, content)).toEqual({
      campaign: content.campaign,
    });
  });

  it.each([
    ['thing1=title; time2=until', { thing1: 'title', time2: 'until' }],
    ['thing1＝title；time2 = until\n', { thing1: 'title', time2: 'until' }],
    ['', {}],
    ['nonsense', {}],
  ])('%j', (text, mapping) => expect(mappingOf(text)).toEqual(mapping));
});
