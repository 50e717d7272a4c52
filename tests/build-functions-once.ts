import { buildFunctions } from '../scripts/build-functions';

/** jest's globalSetup: tests run the bundles that are deployed, so they are built (or found unchanged) first. */
export default async function buildFunctionsOnce(): Promise<void> {
  await buildFunctions({ outDir: 'dist/cloudfunctions' });
}
