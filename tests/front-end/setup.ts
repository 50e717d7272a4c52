import '@testing-library/jest-dom';
import { cleanup } from '@testing-library/react';
import { resetTaro } from './taro';

process.env.TARO_ENV = 'h5';

afterEach(() => {
  cleanup();
  resetTaro();
  delete window.wechatApp;
});
