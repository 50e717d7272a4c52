import type { DeployedFunction } from './cloudbaserc';

/** What reaches a function from outside WeChat: its path under HTTP access, the same as in the local cloud. */
interface HttpRoute {
  path: string;
  functionName: string;
}

/** Whatever no timer starts: WeChat's notices and pushes, and every area, which the web console calls. */
export const httpRoutes = (functions: readonly DeployedFunction[]): HttpRoute[] =>
  functions
    .filter(({ config }) => config.triggers.length === 0)
    .map(({ name }) => ({ path: `/http/${name}`, functionName: name }));

/** The web console's files lie there, for the path they were built for. */
const CONSOLE_PATH = '/console';

/** Of a plan: what will be reached from outside, and where the console will be. */
export const routeLines = (domain: string, functions: readonly DeployedFunction[]): string[] => {
  const base = domain === '' ? '<HTTP_DOMAIN>' : `https://${domain}`;
  return [
    ...httpRoutes(functions).map(({ path, functionName }) => `  ${base}${path.padEnd(22)} → ${functionName}`),
    `  ${base}${CONSOLE_PATH.padEnd(22)} → 静态网站托管 static hosting, dist/console`,
  ];
};

/**
 * What `deploy` leaves to whoever deploys: the CLI makes a route once and refuses it the second time, so these are for those that are
 * missing; the files may be uploaded again and again.
 */
export const routeCommands = (envId: string, functions: readonly DeployedFunction[]): string[] => [
  ...httpRoutes(functions).map(
    ({ path, functionName }) => `tcb service create -p ${path} -f ${functionName} --envId ${envId}`,
  ),
  `npm run build:console && tcb hosting deploy dist/console ${CONSOLE_PATH} --envId ${envId}`,
];
