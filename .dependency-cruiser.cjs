/**
 * The directions of the code, from docs/architecture.md:
 *   src → contracts ← cloudfunctions ← local / scripts / tests
 * Every rule has a seeded violation in tests/boundaries/boundaries.test.ts that must be found.
 */
/**
 * The areas from the ground up: one imports only what stands below it, never its neighbours and never back up
 * (docs/architecture.md). A new area takes its place here.
 */
const ranks = [
  ['kit'],
  ['merchant'],
  ['coupon'],
  ['points', 'card'],
  ['growth'],
  ['leader'],
  ['referral', 'play'],
  ['payment'],
  ['message', 'voice'],
  ['audience'],
  ['experiment'],
  ['journey'],
  ['insight'],
  ['identity'],
  ['member', 'office'],
  ['payment-notify', 'wechat-events', 'console', 'sweep'],
  ['payment-sweep', 'member-sweep'],
];
const ranked = ranks.flatMap((level, rank) =>
  level
    .filter((name) => name !== 'kit')
    .map((name) => ({
      name,
      above: ranks
        .slice(rank)
        .flat()
        .filter((other) => other !== name),
    })),
);
const area = ranks
  .flat()
  .filter((name) => name !== 'kit')
  .join('|');
/** Verbs that start a use case's file name (join-member.ts); any other file name in an area is a noun and must be pure. */
const verbs =
  'accept|adjust|apply|approve|attach|backfill|begin|bind|book|build|cancel|change|claim|close|collect|commit|compare|confirm|continue|correct|count|decide|deliver|earn|end|enter|exchange|explain|export|extend|finish|fold|follow|freeze|fulfill|give|handle|has|hold|import|install|invite|issue|join|judge|keep|link|list|load|lock|look|mark|mature|merge|move|note|offer|open|part|pay|plan|poll|prepare|preview|publish|read|reconcile|record|recount|redeem|refresh|refund|refuse|reject|release|remove|renew|replace|request|resolve|restore|resume|retry|reverse|revoke|run|save|schedule|search|send|set|ship|sign|spend|sweep|tag|take|tell|trace|transfer|undo|unlink|verify|with|withdraw|write';
/** Libraries of which one place knows, and that place. */
const wheels = [
  ['fast-xml-parser', '^(cloudfunctions/kit/wechat/xml|local/wechat/pushed-events)\\.ts$'],
  ['nanoid', '^cloudfunctions/kit/ids/new-id\\.ts$'],
  ['qrcode', '^local/wechat/code/wxacode\\.ts$'],
  ['qrcode-generator', '^src/components/native/code/qr-code\\.js$'],
  ['jsbarcode', '^src/components/native/code/code-128\\.js$'],
  ['croner', '^local/cloudbase/functions/cron\\.ts$'],
  ['csv-parse', '^cloudfunctions/office/imports/file/table-text\\.ts$'],
  ['saxen', '^cloudfunctions/office/imports/file/sheet-xml\\.ts$'],
  ['fflate', '^cloudfunctions/office/(exports/write-xlsx|imports/file/read-xlsx)\\.ts$'],
];
/** Nouns that begin like a verb. */
const alike = 'send-policy|issue-rule|earn-rule|refund-share|claim-waiting|invite-facts';
/** Rooms inside an area may nest; `schema.ts` declares collections and is neither rule nor shell. */
const noun = `(?:[a-z/-]+/|)(?!index\\.ts$|schema\\.ts$|(?!(?:${alike})\\.ts$)(${verbs})-)[a-z-]+\\.ts`;
/** Whatever stands in cloudfunctions/ and has no place in the table, also a file that lies about. */
const unranked = `^cloudfunctions/(?!(?:kit|${area})/)`;
/** What is written here, tests and tools among it. */
const ours = '^(contracts|src|cloudfunctions|local|scripts|tests)/';
const onlyHome = (name, home, target, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: [home, '^tests/', '\\.test\\.ts$'] },
  to: { path: target },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '^(src|cloudfunctions|local|scripts|tests)/' },
    },
    {
      name: 'primitives-are-pure',
      comment: 'primitives go into the mini-program: no zod, no package but dayjs (decision 0004)',
      severity: 'error',
      from: { path: '^contracts/primitives/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^contracts/primitives/', '(^|/)node_modules/dayjs/'] },
    },
    {
      name: 'dayjs-in-time-only',
      comment:
        'one place asks the calendar; antd gives and takes its values where a day is picked (decision 0004)',
      severity: 'error',
      from: {
        path: '^(contracts|src|console|cloudfunctions|local|scripts|tests)/',
        pathNot: [
          '^contracts/primitives/time\\.ts$',
          '^console/kit/edit/input-of\\.tsx$',
          '^console/pages/members/parts/(act-forms|day-range|floor-form)\\.tsx$',
          '^console/pages/books/audit-page\\.tsx$',
        ],
      },
      to: { path: '(^|/)node_modules/dayjs/' },
    },
    ...wheels.map(([library, pathNot]) => ({
      name: `${library}-in-one-place`,
      comment: 'what is no concern of ours is asked of a library in one place (decision 0003)',
      severity: 'error',
      from: {
        path: '^(contracts|src|console|cloudfunctions|local|scripts)/',
        pathNot: [pathNot, '\\.test\\.tsx?$'],
      },
      to: { path: `(^|/)node_modules/${library}/` },
    })),
    {
      name: 'src-knows-contracts-only',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(cloudfunctions|local|scripts|tests)/' },
    },
    {
      name: 'src-takes-types-not-zod',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      comment:
        'zod weighs 98 KB: the mini-program imports contract types, contracts/primitives and contracts/errors only',
      to: {
        path: ['^contracts/(?!primitives/|errors\\.ts)', '(^|/)node_modules/zod/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'console-knows-contracts-only',
      comment: 'and tests beside its sources, which may compare it with what they like',
      severity: 'error',
      from: { path: '^console/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(src|cloudfunctions|local|scripts|tests)/' },
    },
    {
      name: 'console-takes-types-not-zod',
      comment:
        'as the mini-program: the first load of the desk has 350 KB, and what a function answers was parsed by its host',
      severity: 'error',
      from: { path: '^console/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: ['^contracts/(?!primitives/|errors\\.ts)', '(^|/)node_modules/zod/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-knows-the-console',
      severity: 'error',
      from: { path: '^(src|contracts|cloudfunctions|local|scripts)/' },
      to: { path: '^console/' },
    },
    {
      name: 'functions-know-no-front-end',
      severity: 'error',
      from: { path: '^cloudfunctions/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|local|scripts|tests)/' },
    },
    {
      name: 'local-knows-no-front-end',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(src|scripts|tests)/' },
    },
    ...['shopper', 'leader', 'merchant'].map((name) => ({
      name: `subpackage-${name}-stands-alone`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: {
        path: `^src/(${['shopper', 'leader', 'merchant'].filter((other) => other !== name).join('|')})/`,
      },
    })),
    {
      name: 'shared-front-end-knows-no-subpackage',
      severity: 'error',
      from: { path: '^src/(pages|components|hooks|services|platform|styles)/' },
      to: { path: '^src/(shopper|leader|merchant)/' },
    },
    onlyHome(
      'database-sdk-in-kit-store',
      '^cloudfunctions/kit/(store|host)/',
      '(^|/)node_modules/@cloudbase/node-sdk',
      'only kit/store touches the database SDK (kit/host reads the call context through it)',
    ),
    {
      name: 'an-area-has-a-rank',
      comment: 'a new area takes its place in the table above before it imports anything',
      severity: 'error',
      from: { path: unranked },
      to: {},
    },
    {
      name: 'nobody-imports-what-has-no-rank',
      severity: 'error',
      from: {},
      to: { path: unranked },
    },
    {
      name: 'kit-knows-no-area',
      comment: 'but for the schemas, which kit/store/schema.ts collects',
      severity: 'error',
      from: {
        path: '^cloudfunctions/kit/',
        pathNot: '^cloudfunctions/kit/store/schema\\.ts$',
      },
      to: { path: `^cloudfunctions/(?!kit/)` },
    },
    {
      name: 'schemas-are-collected-only',
      severity: 'error',
      from: { path: '^cloudfunctions/kit/store/schema\\.ts$' },
      to: { path: '^cloudfunctions/(?!kit/)', pathNot: '^cloudfunctions/[a-z/-]+/schema\\.ts$' },
    },
    ...ranked.map(({ name, above }) => ({
      name: `${name}-imports-below-itself`,
      severity: 'error',
      from: { path: `^cloudfunctions/${name}/` },
      to: { path: `^cloudfunctions/(${above.join('|')})/` },
    })),
    {
      name: 'pure-files-import-only-contracts',
      severity: 'error',
      comment:
        'a noun-named file decides: values and now in, a value out; two libraries that turn text into values are as pure, and so is the plan of a merge. Files named verb-noun and index.ts are the shells; a new verb is added to the list above.',
      from: { path: `^cloudfunctions/(${area})/${noun}$` },
      to: {
        pathNot: `^(contracts/|cloudfunctions/kit/(outbox/|facts/(new-fact|fact-kind|each-once)\\.|person/(identity-entry|same-person)\\.|identity/(member-profile|member-source)\\.|ids/spread\\.)|cloudfunctions/identity/merge/merge-plan\\.|cloudfunctions/(${area})/${noun}$|node_modules/(csv-parse|saxen)/|util$)`,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.tuanka)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
