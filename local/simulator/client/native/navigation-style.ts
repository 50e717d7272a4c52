/**
 * In WeChat the app draws the navigation bar, not the page. Taro's H5 build draws one with its own looks; this gives it
 * WeChat's height, type and dark mode (src/theme.json), and room for the capsule that the simulator lays over the top right corner.
 */
const STYLE = `
.taro-navigation-bar-show { height: 44px; box-sizing: border-box; padding: 0 100px !important; }
.taro-navigation-bar-title-wrap > .taro-navigation-bar-title { font-size: 17px !important; font-weight: 600; max-width: 175px !important; }
.taro-navigation-bar-home-icon > .taro-navigation-bar-home, .taro-navigation-bar-back-icon > .taro-navigation-bar-back { left: 14px !important; cursor: pointer; }
@media (prefers-color-scheme: dark) {
  .taro-navigation-bar-show, .taro-tabbar__tabbar, .weui-tabbar { background: #111514 !important; color: #e8edeb !important; }
  .taro-tabbar__tabbar .weui-tabbar, .weui-tabbar { background: #1c2220 !important; }
  .weui-tabbar__label { color: #a5b1ae !important; }
  .weui-bar__item_on .weui-tabbar__label { color: #5cc8b8 !important; }
  .taro-navigation-bar-home, .taro-navigation-bar-back { filter: invert(1); }
}
::-webkit-scrollbar { width: 0; height: 0; }
`;

export function styleNavigationBar(): void {
  const style = document.createElement('style');
  style.textContent = STYLE;
  document.head.append(style);
}
