import path from 'node:path';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * What the SDK imports for features the functions never call. Only the SDK's own imports are replaced: a function that itself
 * wants axios (WeChat Pay does) still gets the real one.
 */
const UNUSED_PARTS = [
  '@cloudbase/ai',
  '@cloudbase/app',
  '@cloudbase/wx-cloud-client-sdk', // data models and MySQL; the SDK builds them inside try/catch
  'web-streams-polyfill',
  'form-data', // storage uploads; carries mime-db
  'axios', // only asks the metadata service whether this is Tencent Cloud, and not inside a function
  'jsonwebtoken', // custom login tickets
  'http-proxy-agent',
  'https-proxy-agent',
  './realtime/websocket-client', // watch(), a client feature
  './ai',
  './wx', // calls to WeChat through the SDK; ours are plain HTTPS
  './analytics',
  './cloudrun',
  './functions', // calls between functions; areas import each other instead
  './notification',
  './auth', // whose ticket it is; our identity comes from the call's context
  './utils/tcbopenapicommonrequester', // data models over HTTP
  './tcbopenapirequester',
  './retry', // only where retries are asked for; ours are in kit/store
  // Of EJSON: money is integer fen, and nothing else of MongoDB's own types is stored.
  './decimal128',
  './binary',
  './code',
  './timestamp',
];

/** zod turns schemas into JSON Schema with these; functions only parse. Each schema asks for its method while it is made. */
const JSON_SCHEMA = /[\\/](to-json-schema|json-schema-processors)\.js$/;
const NO_JSON_SCHEMA = `
const none = () => () => { throw new Error('JSON Schema is left out of the function bundle'); };
export const [initializeContext, processSchema, extractDefs, finalize, handleUnrepresentable] = Array(5).fill(none);
export const [createToJSONSchemaMethod, createStandardJSONSchemaMethod, toJSONSchema] = Array(3).fill(none);
export const allProcessors = {};
`;

/** What the payment client imports for the old XML API, uploads and proxies; WeChat Pay v3 is JSON. */
const UNUSED_BY_PAYMENT = ['./transformer', './multipart'];
const FROM_THE_PAYMENT_CLIENT = /[\\/]node_modules[\\/]wechatpay-axios-plugin[\\/]/;
/** Its RSA wants one line of its utils. */
const FROM_ITS_RSA = /[\\/]wechatpay-axios-plugin[\\/]lib[\\/]rsa\.js$/;
const IS_STRING = path.join(__dirname, 'is-string.ts');
/** The same axios for the fetch of Node: half the size, and nothing of form-data, mime types and proxies. */
const AXIOS_ON_FETCH = path.join(__dirname, '../../node_modules/axios/dist/esm/axios.min.js');

/**
 * The SDK speaks EJSON only. The package's entry also brings the binary format, and allocates the 17 MB it would write it
 * into while it loads.
 */
const EJSON_ALONE = 'bson/lib/extended_json.js';
const FROM_THE_SDK_DATABASE = /[\\/]node_modules[\\/]@cloudbase[\\/]database[\\/]dist[\\/]/;

const FROM_THE_SDK = /[\\/]node_modules[\\/]@cloudbase[\\/]/;
const STAND_IN = path.join(__dirname, 'unused-module.ts');

/** The functions that put, show or remove files; the others do without. */
const WITH_STORAGE = ['member', 'office', 'sweep', 'payment-sweep', 'wechat-events'];
const isWithStorage = (entryPoints: unknown): boolean => {
  const entries: readonly unknown[] = Array.isArray(entryPoints) ? entryPoints : [];
  const [entry] = entries;
  return typeof entry === 'string' && WITH_STORAGE.includes(path.basename(path.dirname(entry)));
};

/** What the storage answers an upload is a handful of elements; the parser for all of XML is 100 KB. */
const STORAGE_ANSWER = path.join(__dirname, 'storage-answer.ts');
const SIGNATURE = path.join(__dirname, 'signature.ts');
const LONG_NUMBERS = path.join(__dirname, 'long-numbers.ts');

export const leaveOutUnusedParts: Plugin = {
  name: 'leave-out-unused-parts',
  setup(build) {
    if (!isWithStorage(build.initialOptions.entryPoints))
      build.onResolve({ filter: /^\.\/storage$/ }, ({ path: wanted, importer }) =>
        FROM_THE_SDK.test(importer) ? { path: wanted, namespace: 'unused-part' } : undefined,
      );
    build.onResolve({ filter: /^xml2js$/ }, ({ importer }) =>
      FROM_THE_SDK.test(importer) ? { path: STORAGE_ANSWER } : undefined,
    );
    build.onResolve({ filter: /^@cloudbase\/signature-nodejs$/ }, () => ({ path: SIGNATURE }));
    build.onResolve({ filter: /^\.\/long$/ }, ({ importer }) =>
      FROM_THE_SDK.test(importer) ? { path: LONG_NUMBERS } : undefined,
    );
    build.onResolve({ filter: /^axios$/ }, ({ importer }) =>
      FROM_THE_SDK.test(importer) ? undefined : { path: AXIOS_ON_FETCH },
    );
    build.onResolve({ filter: /^\.\/utils$/ }, ({ importer }) =>
      FROM_ITS_RSA.test(importer) ? { path: IS_STRING } : undefined,
    );
    build.onResolve({ filter: /^bson$/ }, ({ importer, resolveDir }) =>
      FROM_THE_SDK_DATABASE.test(importer)
        ? { path: createRequire(importer).resolve(EJSON_ALONE, { paths: [resolveDir] }) }
        : undefined,
    );
    build.onResolve({ filter: /^\.\/(transformer|multipart)$/ }, ({ path: wanted, importer }) =>
      UNUSED_BY_PAYMENT.includes(wanted) && FROM_THE_PAYMENT_CLIENT.test(importer)
        ? { path: wanted, namespace: 'unused-part' }
        : undefined,
    );
    build.onResolve({ filter: /^(@|\.\/|[a-z])/ }, ({ path: wanted, importer }) =>
      UNUSED_PARTS.includes(wanted) && FROM_THE_SDK.test(importer)
        ? { path: wanted, namespace: 'unused-part' }
        : undefined,
    );
    build.onResolve({ filter: JSON_SCHEMA }, ({ path: wanted, importer }) =>
      /[\\/]node_modules[\\/]zod[\\/]/.test(importer)
        ? { path: wanted, namespace: 'unused-json-schema' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused-json-schema' }, () => ({ contents: NO_JSON_SCHEMA }));
    build.onLoad({ filter: /.*/, namespace: 'unused-part' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(STAND_IN)}).unusedModule(${JSON.stringify(name)});`,
      resolveDir: __dirname,
    }));
  },
};

/** The SDK reads its own package.json beside itself at run time to name its version to the server; a bundle has none there. */
export const keepSdkVersion: Plugin = {
  name: 'keep-sdk-version',
  setup(build) {
    build.onLoad({ filter: /[\\/]@cloudbase[\\/]node-sdk[\\/]dist[\\/]utils[\\/]version\.js$/ }, (file) => {
      const manifestFile = path.join(path.dirname(file.path), '../../package.json');
      const manifest: unknown = JSON.parse(readFileSync(manifestFile, 'utf8'));
      const version =
        typeof manifest === 'object' && manifest !== null && 'version' in manifest
          ? manifest.version
          : 'unknown';
      return { contents: `exports.version = ${JSON.stringify(version)};`, watchFiles: [manifestFile] };
    });
  },
};
