import type * as z from 'zod';
import { refuse, TuankaError, type ErrorCode, type WireError } from '../../../contracts/errors';
import { callEnvelope, type Operation, type Operations, type WireAnswer } from '../../../contracts/operation';
import { isRequestId, type RequestId } from '../../../contracts/primitives/ids';
import { instant } from '../../../contracts/primitives/time';
import { loadSettings } from '../config/load-settings';
import { variables } from '../config/settings';
import { checkTexts } from '../content/check-texts';
import { handleKeyOf } from '../ids/handle-key';
import { requestIdFrom } from '../ids/request-id-from';
import { withOpenCursor, withSealedCursor } from '../ids/sealed-cursor';
import { logLine } from '../log/log-line';
import type { Meter } from '../store/database';
import { Conflict, StoreUnavailable } from '../store/store-error';
import { openStore, type Store } from '../store/store';
import { createWechatClient } from '../wechat/client';
import { PayRefused, WechatUnreachable } from '../wechat/wechat-error';
import { enforceLimit } from '../limit/enforce-limit';
import { markRequest } from './request-mark';
import { noteUnionId } from '../staff/note-union-id';
import { openStoreGuard } from '../staff/open-store-guard';
import { resolveActor } from './resolve-actor';
import { withSelfCheck } from './self-check';
import type { Caller } from './caller';
import { collectUnreadable } from './collect-unreadable';
import { consoleRequestOf, serveConsole } from '../console/serve-console';
import { fromMiniProgram, type Visitor } from '../console/visitor';
import type { HttpAnswer } from './serve-http';
import type { UseCases } from './call';
import { outOfTimeOf } from '../instance/time-budget';

/** Of the time limit, for work in slices: the last slice and a phone that waits need the rest. */
const SLICED_SHARE = 0.5;

interface Invocation {
  /** `<area>.<operation>` */
  operationName: string;
  operation: Operation | undefined;
  requestId: RequestId;
  meter: Meter;
  outOfTime: () => boolean;
}

/**
 * The one way into an area: parse the envelope → caller from the call context or the console's session → actor the operation declares →
 * input → use case → output as the contract says (surplus fields are cut) → one log line.
 */
export function serve<const Area extends Operations>(
  area: string,
  operations: Area,
  useCases: UseCases<Area>,
) {
  const answerCall = async (event: unknown, context: unknown, visitor: Visitor): Promise<WireAnswer> => {
    // Elapsed real time, whatever the calendar does.
    const startedTick = performance.now();
    const { op, requestId: sent } = envelopeOf(event);
    const operation = Object.hasOwn(operations, op) ? operations[op] : undefined;
    const requestId = isRequestId(sent) ? sent : requestIdFrom('req');
    const invocation: Invocation = {
      operationName: `${area}.${op}`,
      operation,
      requestId,
      meter: { databaseCalls: 0 },
      outOfTime: outOfTimeOf(context, startedTick, SLICED_SHARE),
    };
    let outcome: ErrorCode | 'ok' = 'ok';
    let detail: string | undefined;
    try {
      if (!operation) throw refuse('unknown_operation');
      if (operation.idempotency !== 'read' && !isRequestId(sent)) throw refuse('invalid_input', 'requestId');
      const data = await run(operation, useCases[op], event, visitor, invocation);
      return { ok: true, data };
    } catch (error) {
      const known = toTuankaError(error);
      outcome = known.code;
      detail =
        known.code === 'internal' ? String(error instanceof Error ? error.stack : error) : known.detail;
      return {
        ok: false,
        error: wireError(known, requestId),
      };
    } finally {
      logLine(outcome === 'internal' ? 'error' : 'info', 'call', {
        op: `${area}.${operation ? op : '?'}`,
        actor: operation?.actor ?? null,
        outcome,
        ms: Math.round(performance.now() - startedTick),
        databaseCalls: invocation.meter.databaseCalls,
        requestId,
        ...(detail ? { detail } : {}),
      });
    }
  };
  return withSelfCheck(async (event, context): Promise<WireAnswer | HttpAnswer> => {
    const request = consoleRequestOf(event, context);
    if (!request) return answerCall(event, context, fromMiniProgram(context));
    return serveConsole(request, (body, visitor) => answerCall(body, context, visitor));
  });
}

async function run(
  operation: Operation,
  useCase: unknown,
  event: unknown,
  visitor: Visitor,
  { operationName, requestId, meter, outOfTime }: Invocation,
): Promise<unknown> {
  const openCounts = () => openStore(meter, 'write');
  const now = instant(Date.now());
  const caller = await visitor.callerFor(operation, openCounts, now);
  const unreadable = collectUnreadable();
  const store = openStore(meter, operation.idempotency === 'read' ? 'read' : 'write', {
    unreadable: unreadable.note,
  });
  // The role comes before the input: a stranger learns nothing about what an operation takes.
  const isBegun = isBegunUseCase(useCase);
  const [actor, early] = await Promise.all([
    resolveActor(operation, store, caller),
    isBegun ? null : loadSettings(store),
  ]);
  const own = variables();
  const handleKey = handleKeyOf({ settings: own, caller });
  const input = withOpenCursor(handleKey, operationName, parseInput(operation, event));
  if ('staff' in actor) await noteUnionId(openCounts, actor.staff, caller, now);
  const guard = 'staff' in actor ? await openStoreGuard(operation, actor.staff, store, input) : null;
  const opening = {
    now,
    requestId,
    settings: own,
    wechat: createWechatClient(own.wechat, own.officialAccount),
    caller,
    store,
    outOfTime,
    ...actor,
    ...(guard && { atStore: guard.atStore }),
  };
  if (!isBegun && !isUseCase(useCase)) throw new Error('an operation without a use case');
  const counting = {
    openCounts,
    caller,
    staff: 'staff' in actor ? actor.staff : null,
    requestId,
    now,
  };
  const answer = await enforceLimit(operation, counting, input, async () => {
    await checkTexts(operation, input, { content: opening.wechat.content, openId: caller.openId, now });
    if (operation.idempotency !== 'read' && operation.idempotency.byRequest)
      await markRequest(store, { caller, requestId, operation: operationName, input, now });
    if (!isBegun) return useCase({ ...opening, settings: early }, input);
    const [goOn, settings] = await Promise.all([useCase.begin(opening, input), loadSettings(store)]);
    return goOn({ ...opening, settings });
  });
  const output = operation.output.parse(answer);
  guard?.insist();
  await unreadable.keep(openCounts, now);
  return withSealedCursor(handleKey, operationName, output);
}

const wireError = (error: TuankaError, requestId: RequestId): WireError => ({
  code: error.code,
  message: error.message,
  retryable: error.retryable,
  requestId,
  ...(error.retryAt !== undefined && { retryAt: error.retryAt }),
});

/** UseCases<Area> has already typed every use case against its contract; here, by name, only the shape is left. */
const isUseCase = (value: unknown): value is (call: CallWithStore, input: unknown) => Promise<unknown> =>
  typeof value === 'function';
const isBegunUseCase = (value: unknown): value is Begun =>
  typeof value === 'object' && value !== null && 'begin' in value && typeof value.begin === 'function';
interface Begun {
  begin(opening: CallWithStore, input: unknown): Promise<(call: CallWithStore) => unknown>;
}
type CallWithStore = { store: Store; caller: Caller } & Record<string, unknown>;

function envelopeOf(event: unknown): z.output<typeof callEnvelope> {
  const parsed = callEnvelope.safeParse(event);
  return parsed.success ? parsed.data : { op: '', input: undefined, requestId: undefined };
}

function parseInput(operation: Operation, event: unknown): unknown {
  const parsed = operation.input.safeParse(envelopeOf(event).input ?? {});
  if (parsed.success) return parsed.data;
  // Paths only: a value may be personal.
  throw refuse('invalid_input', parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
}

function toTuankaError(error: unknown): TuankaError {
  if (error instanceof TuankaError) return error;
  // Outside a transaction nobody runs the work again after a conflict; the client may.
  if (error instanceof StoreUnavailable || error instanceof Conflict)
    return new TuankaError('busy', error.message);
  if (error instanceof WechatUnreachable) return new TuankaError('wechat_unavailable', error.message);
  // Only a refused prepay tells that no money moves; after any other refusal nobody is told to pay in another way.
  if (error instanceof PayRefused)
    return new TuankaError(error.call === 'prepay' ? 'payment_refused' : 'wechat_unavailable', error.message);
  return new TuankaError('internal');
}
