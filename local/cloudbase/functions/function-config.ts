import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { parseCron } from './cron';

/** The deployed function's `config.json`: WeChat DevTools' own keys (permissions, triggers) plus the limits our deploy script sets. */
const triggerSchema = z.object({
  name: z.string().min(1),
  type: z.literal('timer'),
  config: z.string().transform((text, context) => {
    try {
      return parseCron(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  }),
});

const configSchema = z.object({
  /** Seconds; 15 is what the CloudBase CLI sets when nothing is said, 900 the most SCF allows. */
  timeout: z.number().int().min(1).max(900).default(15),
  memorySize: z.number().int().min(64).max(3072).default(256),
  /** 固定出口 IP */
  fixedEgress: z.boolean().default(false),
  triggers: z.array(triggerSchema).default([]),
});

export type FunctionConfig = z.infer<typeof configSchema>;

interface Known {
  mtimeMs: number;
  size: number;
  config: FunctionConfig;
}

/** Whoever looks at the timers asks for every one of them, every minute. */
const knownByFile = new Map<string, Known>();

export function readFunctionConfig(functionDir: string): FunctionConfig {
  const file = path.join(functionDir, 'config.json');
  const { mtimeMs, size } = statSync(file);
  const known = knownByFile.get(file);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known.config;
  const config = parseConfig(file);
  knownByFile.set(file, { mtimeMs, size, config });
  return config;
}

function parseConfig(file: string): FunctionConfig {
  const parsed = configSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is not a function config: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function listFunctions(functionsDir: string): string[] {
  const entries = readdirSync(functionsDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && isFile(path.join(functionsDir, entry.name, 'index.js')))
    .map((entry) => entry.name)
    .sort();
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
