import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { collectionNames, schema } from '../../cloudfunctions/kit/store/schema';
import type { SettingsContent } from '../../contracts/office/setting-values';
import type { TransactionWarning } from '../cloudbase/gateway/transaction-watch';
import { usualForm, type TransactionForm } from '../cloudbase/transaction-form';
import type { LocalCloud, LocalCloudOptions } from '../local-cloud';
import { createLocalCloud } from '../server';
import { demoPeople } from './demo-people';
import {
  demoAccounts,
  demoOfficialNotices,
  demoOfficialTemplates,
  demoTemplates,
  demoVariables,
} from './demo-settings';
import { seedDemo, type SeededDocuments } from './seed-demo';

const phones = new Map(demoPeople.map(({ openid, phone }) => [openid, phone]));

const builtApp = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
});

/** The pages of the mini-program as built, or null before the first build: then every page counts as published. */
function publishedPages(distDir: string): string[] | null {
  try {
    const { pages, subPackages } = builtApp.parse(
      JSON.parse(readFileSync(path.join(distDir, 'weapp/app.json'), 'utf8')),
    );
    return [
      ...pages,
      ...subPackages.flatMap(({ root, pages: own }) =>
        own.map((page) => `${root.replace(/\/$/, '')}/${page}`),
      ),
    ];
  } catch {
    return null;
  }
}

export const textOf = ({ operations, ms, where }: TransactionWarning): string =>
  `a transaction of ${operations} operations in ${ms} ms: ${where}`;
const warn = (warning: TransactionWarning): void => console.warn(`事务过大  ${textOf(warning)}`);

type DemoOptions = Pick<LocalCloudOptions, 'location'> &
  Partial<
    Pick<LocalCloudOptions, 'port' | 'env' | 'clock' | 'onLog' | 'timersEveryMs' | 'pages' | 'inProcess'>
  > & {
    /** Where the builds are; `dist` of the project unless a test says otherwise. */
    distDir?: string;
    /** Instead of the demo's own variables of the functions. */
    variables?: Record<string, string>;
    /** Groups instead of the demo's own. */
    settings?: SettingsContent;
    /** `batch`: as if the live probe had found that a transaction takes several records in one call. */
    transactionForm?: TransactionForm;
    /** False: the merchant has published no tiers. */
    tiers?: boolean;
    /** Seeded too: what is not the demo's. */
    also?: SeededDocuments;
    onTransactionWarning?: (warning: TransactionWarning) => void;
  };

/** The local cloud with the demo merchant in it: what `npm start`, the story, the benchmark and the journeys run on. */
export const startDemoCloud = ({
  distDir = path.resolve('dist'),
  variables = {},
  settings,
  transactionForm = usualForm(),
  tiers = true,
  also,
  onTransactionWarning = warn,
  ...options
}: DemoOptions): Promise<LocalCloud> =>
  createLocalCloud({
    ...options,
    schema: collectionNames.map((name) => ({ name, indexes: [...schema[name].indexes] })),
    functionsDir: path.join(distDir, 'cloudfunctions'),
    functionVariables: ({ url }) => ({ ...demoVariables(url), ...variables }),
    appDir: path.join(distDir, 'h5'),
    consoleDir: path.join(distDir, 'console'),
    personas: [...demoPeople],
    wechat: {
      accounts: demoAccounts,
      templates: demoTemplates,
      officialTemplates: demoOfficialTemplates,
      officialNotices: demoOfficialNotices,
      pages: () => publishedPages(distDir),
      phoneOf: (openid) => phones.get(openid),
    },
    transactions: {
      batchInTransaction: transactionForm === 'batch',
      onWarning: onTransactionWarning,
    },
    seed: (cloud, env) =>
      seedDemo(cloud, env, {
        settings,
        tiers,
        also,
        capabilities: transactionForm === 'batch' ? { batchInTransaction: true } : undefined,
      }),
  });
