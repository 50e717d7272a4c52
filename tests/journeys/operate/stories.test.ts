import { stories } from '../../../scripts/stories/all-stories';
import { Storyteller } from '../../../scripts/stories/storyteller';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import {} from '../../stage/stage';

/** `npm test` tells one of them in a terminal; all of them are as expected, and their logs name nobody. */
describe('every story', () => {
  const cloud = sharedCloud();

  it.each(Object.entries(stories))('%s', async (_name, tell) => {
    const said: string[] = [];
    const story = new Storyteller((text) => said.push(text));
    await tell(story, cloud);
    const code = story.end();
    expect(code === 0 ? [] : said).toEqual([]);
    expect(said.length).toBeGreaterThan(5);
    // Reads the log of what was told.
    await cloud.reset();
  });
});
