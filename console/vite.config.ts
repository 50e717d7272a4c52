import path from 'node:path';
import { defineConfig } from 'vite';

/**
 * The web console, built for `/console/`: the same files lie in the static hosting and are served by the local cloud. JSX by esbuild
 * itself; a plugin for it would only bring fast refresh. Vite 4, because Taro's runner allows no later one beside it (decision 0043).
 */
const ROOT = path.resolve(__dirname, '..');

export default defineConfig({
  root: __dirname,
  base: '/console/',
  publicDir: false,
  resolve: { alias: { '@contracts': path.join(ROOT, 'contracts') } },
  esbuild: { jsx: 'automatic', legalComments: 'none' },
  build: {
    outDir: path.join(ROOT, 'dist/console'),
    emptyOutDir: true,
    target: 'es2020',
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rollupOptions: {
      // The library marks its files for React's server components, which nobody uses here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
