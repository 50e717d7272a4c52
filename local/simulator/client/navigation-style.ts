/**
 * In WeChat the app draws the navigation bar, not the page. Taro's H5 build draws one with its own looks; this gives it
 * WeChat's height and type, and room for the capsule that the simulator lays over the top right corner.
 */
const STYLE = `
.taro-navigation-bar-show { height: 44px; box-sizing: border-box; padding: 0 100px !important; }
.taro-navigation-bar-title-wrap > .taro-navigation-bar-title { font-size: 17px !important; font-weight: 600; max-width: 175px !important; }
.taro-navigation-bar-home-icon > .taro-navigation-bar-home, .taro-navigation-bar-back-icon > .taro-navigation-bar-back { left: 14px !important; cursor: pointer; }
::-webkit-scrollbar { width: 0; height: 0; }
`;

export function styleNavigationBar(): void {
  const style = document.createElement('style');
  style.textContent = STYLE;
  document.head.append(style);
}
