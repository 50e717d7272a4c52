/** How somebody came to a tag: put by staff on their page, with a list, for all of a segment, by a journey, or by the rule of the tag itself. */
export const tagHows = ['hand', 'import', 'segment', 'journey', 'rule'] as const;
export type TagHow = (typeof tagHows)[number];

export const tagHowTexts: Readonly<Record<TagHow, string>> = {
  hand: '手工',
  import: '导入',
  segment: '按人群批量',
  journey: '旅程',
  rule: '自动',
};
