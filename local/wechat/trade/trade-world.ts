import type { PayState } from '../pay/state';
import type { Sandbox } from '../sandbox';

/** What 发货信息管理 is built from, and what it has to say to the merchant. */
export interface TradeWorld {
  sandbox: Sandbox;
  pay: () => PayState;
  queue: (event: TradeEvent) => void;
}

export interface TradeEvent {
  kind: 'shipped' | 'settled' | 'remind_shipping';
  outTradeNo: string;
}
