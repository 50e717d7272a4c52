import { element } from './element';
import { localCloud } from './local-cloud';
import { castOf } from './phone/cast';
import { fitPhones } from './phone/phone-scale';
import { chapterOf } from './tour/chapters';
import { beginChapter, createTour } from './tour/tour';
import { World } from './world';

/** The page with the phones. */
const INBOX_POLL_MS = 4000;

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
};

const status = place('status');

function announce(text: string): void {
  status.textContent = text;
  status.classList.remove('fresh');
  void status.offsetWidth; // restarts the highlight when the next text follows at once
  status.classList.add('fresh');
}

async function start(): Promise<void> {
  const [personas, appName, appIsBuilt, clock] = await Promise.all([
    localCloud.personas(),
    localCloud.appName(),
    localCloud.appIsBuilt(),
    localCloud.clock(),
  ]);
  if (await beginChapter(personas)) return;
  const cast = castOf(personas, window.location.search, chapterOf(window.location.search)?.chapter.cast);
  const world = new World({ personas: cast, appName, appIsBuilt, clock, announce });
  const tour = createTour({ personas, cast: cast.map(({ id }) => id), announce });
  place('tour').replaceChildren(tour.bar.root);
  place('clock').replaceChildren(world.bar.root);
  place('phones').replaceChildren(...world.phones.map(({ root }) => root));
  fitPhones();
  await world.look();
  for (const phone of world.phones) phone.refresh();
  setInterval(() => {
    world.showTime();
    tour.look(world.sight());
  }, 500);
  setInterval(() => {
    if (document.visibilityState === 'visible') void world.lookAround();
  }, INBOX_POLL_MS);
}

start().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  place('phones').replaceChildren(
    element('p', {
      class: 'failed',
      text: `模拟器没有启动：${reason}。确认本地服务在运行，再刷新页面。`,
    }),
  );
});
