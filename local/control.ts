import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { latencySettings } from './cloudbase/latency';
import { nextEvent } from './next-event';
import type { LocalCloud } from './local-cloud';

/** `/local/*`: what the simulator, the tests and the terminal story steer the local cloud with. */
const clockInput = z.union([z.object({ advanceMs: z.number() }), z.object({ set: z.number() })]);
const resetInput = z.object({ env: z.string().optional() });
const latencyInput = z.union([z.object({ clear: z.literal(true) }), latencySettings]);
const timersInput = z.object({ every: z.boolean().optional() });

export function createControl(cloud: LocalCloud): Hono {
  const local = new Hono();
  local.get('/health', (c) =>
    c.json({ ok: true, env: cloud.env, now: cloud.clock.now(), functions: cloud.functionNames() }),
  );
  local.get('/personas', (c) => c.json([...cloud.personas.values()]));
  local.get('/next-event', async (c) =>
    c.json(
      await nextEvent(cloud.database.environment(cloud.env), cloud.timersOf('sweep'), cloud.clock.now()),
    ),
  );
  local.get('/inbox', (c) => c.json({ messages: cloud.wechat.inboxOf(c.req.query('openid') ?? '') }));
  local.post('/reset', (c) =>
    withInput(c, resetInput, async ({ env }) => {
      await cloud.reset(env);
      return { ok: true };
    }),
  );
  addClock(local, cloud);
  addLatency(local, cloud);
  addFaultsAndStats(local, cloud);
  return local;
}

function addClock(local: Hono, cloud: LocalCloud): void {
  const reading = () => ({
    now: cloud.clock.now(),
    offsetMs: cloud.clock.offsetMs,
    frozen: cloud.clock.frozen,
  });
  local.get('/clock', (c) => c.json(reading()));
  local.post('/clock', (c) =>
    withInput(c, clockInput, (input) => {
      if ('set' in input) cloud.moveClock(input.set);
      else cloud.moveClock(cloud.clock.now() + input.advanceMs);
      return reading();
    }),
  );
  local.post('/timers/run', (c) =>
    withInput(c, timersInput, async (options) => ({ fired: await cloud.runTimers(options) })),
  );
}

function addLatency(local: Hono, { latency }: LocalCloud): void {
  const reading = () => ({ settings: latency.settings, functions: latency.functions });
  local.get('/latency', (c) => c.json(reading()));
  local.post('/latency', (c) =>
    withInput(c, latencyInput, (input) => {
      latency.set('clear' in input ? null : input);
      return reading();
    }),
  );
}

function addFaultsAndStats(local: Hono, cloud: LocalCloud): void {
  local.post('/faults', (c) =>
    withInput(c, z.unknown(), (instruction) => {
      cloud.faults.apply(instruction);
      return { ok: true };
    }),
  );
  local.get('/faults/trace', (c) => c.json({ calls: cloud.faults.database.trace }));
  local.get('/stats', (c) => {
    const counts = cloud.stats.counts(c.req.query('env'));
    if (c.req.query('reset')) cloud.stats.reset(c.req.query('env'));
    return c.json(counts);
  });
}

/** An empty body is an empty object; a wrong one is answered 400 with what is wrong. */
async function withInput<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  work: (input: z.output<Schema>) => object | Promise<object>,
): Promise<Response> {
  try {
    const text = await c.req.text();
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    return c.json(await work(schema.parse(body)));
  } catch (error) {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: 'the body is not JSON' }, 400);
    throw error;
  }
}
