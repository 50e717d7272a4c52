/** The look of WeChat's bottom sheets; pixels, because the mini-program's root font size scales rem. */
export const SHEET_STYLE = `
:host { all: initial; }
* { box-sizing: border-box; margin: 0; font-family: -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
.veil { position: fixed; inset: 0; z-index: 9000; background: rgba(0, 0, 0, .5); animation: fade .2s ease-out; }
.sheet { position: fixed; left: 0; right: 0; bottom: 0; z-index: 9001; max-height: 88%; overflow-y: auto; padding: 22px 24px 28px;
  background: #fff; border-radius: 14px 14px 0 0; color: #191919; animation: rise .25s cubic-bezier(.2, .8, .3, 1); }
.brand { display: flex; align-items: center; gap: 8px; font-size: 14px; color: #353535; }
.brand-mark { display: grid; place-items: center; width: 24px; height: 24px; border-radius: 6px; background: #0f766e; color: #fff; font-size: 13px; font-weight: 600; }
.title { margin-top: 18px; font-size: 18px; line-height: 26px; font-weight: 600; }
.note { margin-top: 6px; font-size: 14px; line-height: 21px; color: #666; }
.row { display: flex; align-items: center; gap: 12px; margin-top: 18px; padding: 14px 0; border-top: .5px solid #e5e5e5; border-bottom: .5px solid #e5e5e5; }
.row-text { flex: 1; }
.row-main { font-size: 17px; line-height: 24px; font-variant-numeric: tabular-nums; }
.row-sub { margin-top: 2px; font-size: 13px; line-height: 18px; color: #737373; }
.tick { width: 20px; height: 20px; flex: none; color: #07c160; }
.template { margin-top: 14px; padding: 14px 16px; background: #f7f7f7; border-radius: 8px; }
.template label, .always { display: flex; align-items: center; gap: 10px; min-height: 28px; font-size: 16px; cursor: pointer; }
.template dl { display: grid; grid-template-columns: 5em 1fr; gap: 4px 10px; margin-top: 8px; padding-left: 30px; font-size: 14px; line-height: 20px; }
.template dt { color: #737373; } .template dd { margin: 0; color: #353535; overflow-wrap: anywhere; }
.always { margin-top: 14px; font-size: 14px; color: #595959; min-height: 32px; }
input { appearance: none; width: 20px; height: 20px; flex: none; margin: 0; border: 1.5px solid #c4c4c4; border-radius: 50%; background: #fff; }
input:checked { border-color: #07c160; background: #07c160 url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Cpath d='M5 10.2l3.4 3.4L15 7' fill='none' stroke='white' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E") center / 18px; }
.buttons { display: flex; justify-content: center; gap: 16px; margin-top: 28px; }
.buttons button { width: 130px; height: 44px; border: 0; border-radius: 8px; font-size: 17px; font-weight: 500; cursor: pointer; }
.refuse { background: #f2f2f2; color: #05914a; } .accept { background: #07c160; color: #fff; }
.refuse:hover { background: #e9e9e9; } .accept:hover { background: #06ad56; }
button:focus-visible, input:focus-visible { outline: 2px solid #0f766e; outline-offset: 2px; }
@keyframes rise { from { transform: translateY(60%); opacity: 0; } }
@keyframes fade { from { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .sheet, .veil { animation: none; } }
`;
