import { startJourney } from '../tests/stage/stage';
import { buildFunctions } from './build-functions';
import { stories } from './stories/all-stories';
import { Storyteller } from './stories/storyteller';

/** `npm run story`: a job told in the terminal against the local cloud; exits non-zero when a step is not as expected. */
async function main(): Promise<number> {
  const [asked = 'main'] = process.argv.slice(2);
  const tell = Object.entries(stories).find(([name]) => name === asked)?.[1];
  if (!tell) {
    console.error(`There is no story "${asked}". There are: ${Object.keys(stories).join(', ')}`);
    return 2;
  }
  await buildFunctions({ outDir: 'dist/cloudfunctions' });
  const cloud = await startJourney();
  const story = new Storyteller();
  try {
    await tell(story, cloud);
  } finally {
    await cloud.close();
  }
  return story.end();
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
