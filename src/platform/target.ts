/** The same code runs in WeChat and, as H5, on the phones of the simulator; what differs is decided in this folder. */
export const isH5 = process.env.TARO_ENV === 'h5';
