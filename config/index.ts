import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

const root = path.resolve(__dirname, '..');

/** Source outside `src/` is not transpiled by Taro unless it is named (contracts are TypeScript). */
const compile = { include: [(file: string) => file.startsWith(path.join(root, 'contracts') + path.sep)] };

const cssModules = {
  enable: true,
  config: { namingPattern: 'module', generateScopedName: '[local]_[hash:base64:5]' },
};

/**
 * Sizes are real CSS pixels on every phone: `px` is not turned into `rpx` or `rem`, so that text which is
 * large enough on one phone is not scaled below 14 px on a narrow one. Layouts stretch instead (flex).
 */
const pxtransform = { enable: false, config: {} };

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'tuanka',
    date: '2026-11-21',
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV ?? 'weapp'}`,
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    alias: { '@': path.join(root, 'src'), '@contracts': path.join(root, 'contracts') },
    plugins: [path.join(__dirname, 'aria-attributes')],
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    // What is looked at on this computer need not be as small as can be; what WeChat downloads is.
    jsMinimizer: process.env.TARO_ENV === 'h5' ? 'esbuild' : 'terser',
    esbuild: { minify: { enable: true, config: { target: 'es2020' } } },
    /** The CloudBase environment the mini-program calls; empty: the default one of the mini-program. */
    defineConstants: { CLOUD_ENV_ID: JSON.stringify(process.env.CLOUDBASE_ENV ?? '') },
    copy: {
      patterns:
        process.env.TARO_ENV === 'weapp' ? [{ from: 'src/sitemap.json', to: 'dist/weapp/sitemap.json' }] : [],
      options: {},
    },
    mini: {
      optimizeMainPackage: { enable: true },
      miniCssExtractPluginOption: { ignoreOrder: true }, // CSS modules do not depend on each other's order
      compile,
      postcss: { pxtransform, cssModules },
    },
    h5: {
      publicPath: './',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      compile,
      // Every page is a chunk: what several need stands in one, not in each.
      webpackChain(chain) {
        chain.optimization.splitChunks({
          cacheGroups: {
            default: false,
            defaultVendors: false,
            shared: { name: 'shared', chunks: 'async', minChunks: 2, enforce: true },
          },
        });
      },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { autoprefixer: { enable: true, config: {} }, pxtransform, cssModules },
    },
  };
  return config;
});
