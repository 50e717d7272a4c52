import { chooseAvatar } from './client/avatar';
import { callFunction } from './client/call-function';
import { launchOptionsOf } from './client/launch-options';
import { labelControls } from './client/native/label-controls';
import { styleNavigationBar } from './client/native/navigation-style';
import { requestPayment } from './client/payment';
import { confirmReceipt } from './client/receipt';
import { getPhoneNumber } from './client/phone-number';
import { requirePrivacyAuthorize } from './client/privacy';
import { listenToSimulator, offShow, onShow, scanCode, showCode } from './client/simulator-link';
import { requestSubscribeMessage } from './client/subscription';
import { wechatService } from './client/wechat-service';
import { personaIdOf } from './personas';
import type { WechatApp } from './wechat-app';

// Served at /simulator/wechat.js and loaded before the mini-program's own scripts.

const persona = { id: personaIdOf(window.location.search), name: '' };
/** How the mini-program was opened; later navigation changes the address but not this. */
const launch = launchOptionsOf(window.location);
let offline = false;

const wechatApp: WechatApp = {
  persona,
  callFunction: (call) => callFunction(persona.id, call, () => offline),
  getPhoneNumber: () => getPhoneNumber(persona.id),
  requestSubscribeMessage: (options) => requestSubscribeMessage(persona.id, options),
  requestPayment: (sheet) => requestPayment(persona.id, sheet),
  confirmReceipt: (order) => confirmReceipt(persona.id, order),
  chooseAvatar: () => chooseAvatar(persona.id),
  requirePrivacyAuthorize: () => requirePrivacyAuthorize(persona.id),
  scanCode,
  showCode,
  getLaunchOptions: () => launch,
  on: (_event, listener) => onShow(listener),
  off: (_event, listener) => offShow(listener),
  setOffline: (value) => {
    offline = value;
  },
};

Object.assign(window, { wechatApp });
listenToSimulator();
styleNavigationBar();
labelControls();
wechatService.persona(persona.id).then(
  ({ name }) => (persona.name = name),
  () => undefined, // unknown persona: calls will say so
);
