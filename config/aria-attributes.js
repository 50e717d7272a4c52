const ariaAttributes = require('../src/platform/aria-attributes.json');

/**
 * A Taro plugin (plain JavaScript: Taro loads plugins as they stand). Taro writes into base.wxml only the attributes
 * it knows, and it does not know aria-label and aria-role for WeChat. The run time is told the same (src/app.tsx),
 * because both number the attributes. An empty string is Taro's way to say "no default value". H5 has no templates.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: (platform) => {
      if (platform.template) platform.template.mergeComponents(ctx, ariaAttributes);
    },
  });
};
