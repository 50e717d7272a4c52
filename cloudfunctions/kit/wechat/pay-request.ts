import type { AxiosError, AxiosInstance, AxiosRequestConfig } from 'axios';
import * as z from 'zod';
import type { PaySettings } from '../config/pay-settings';
import { isBusy } from './pay-answers';
import { PayRefused, WechatUnreachable } from './wechat-error';

const TIMEOUT_MS = 5_000;
const errorBody = z.object({ code: z.string() });

export type Open = () => Promise<AxiosInstance>;

/** Loaded by the first call: it is a quarter of a cold start, and most calls of these functions ask WeChat Pay nothing. */
export function opening(pay: PaySettings): Open {
  const open = async (): Promise<AxiosInstance> => {
    const { default: Decorator } = await import('wechatpay-axios-plugin/lib/decorator');
    return Decorator.jsonBased({
      mchid: pay.mchId,
      serial: pay.serial,
      privateKey: pay.privateKey,
      certs: { ...pay.platformKeys },
      ...{ baseURL: pay.apiBase, timeout: TIMEOUT_MS },
    });
  };
  let opened: Promise<AxiosInstance> | undefined;
  return () => (opened ??= open());
}

/** The library's own check, which would load the library. */
const isAxiosError = (error: unknown): error is AxiosError =>
  typeof error === 'object' && error !== null && 'isAxiosError' in error && error.isAxiosError === true;

export async function send(
  open: Open,
  call: PayRefused['call'],
  method: 'get' | 'post',
  url: string,
  more: Pick<AxiosRequestConfig, 'data' | 'params' | 'responseType' | 'transformResponse'>,
): Promise<{ status: number; data: unknown }> {
  const axios = await open();
  try {
    return await axios.request<unknown>({ method, url, ...more });
  } catch (error) {
    const response = isAxiosError(error) ? error.response : undefined;
    const body = errorBody.safeParse(response?.data);
    if (response && body.success && !isBusy(response.status, body.data.code))
      throw new PayRefused(call, response.status, body.data.code);
    const why = body.success ? body.data.code : isAxiosError(error) ? error.code : undefined;
    throw new WechatUnreachable(why ?? 'no answer', { cause: error });
  }
}
