/** The codes CloudBase answers when the platform, not the function, ends a call (docs.cloudbase.net, error codes). */
export type FunctionErrorCode =
  | 'FUNCTION_NOT_FOUND'
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
  | 'EXCEED_MAX_PAYLOAD_SIZE'
  | 'SYS_ERR';

export interface FunctionFailure {
  code: FunctionErrorCode;
  message: string;
  requestId: string;
}

export type FunctionAnswer =
  { result: unknown; error?: undefined } | { result?: undefined; error: FunctionFailure };

/** The caller never hears back: the call may or may not have run. Over HTTP the connection is cut. */
export class AnswerLost extends Error {
  override name = 'AnswerLost';
  constructor(functionName: string) {
    super(`the connection to ${functionName} was lost before its answer arrived`);
  }
}

export class PlatformRefusal extends Error {
  override name = 'PlatformRefusal';
  constructor(
    readonly code: FunctionErrorCode,
    message: string,
  ) {
    super(message);
  }
}
