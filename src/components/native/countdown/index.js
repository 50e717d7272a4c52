/**
 * A countdown that ticks by itself: each second costs one small setData inside this component and no React round
 * trip. The page gives `left-ms` once, at the server's `now`; `finish` fires once when nothing is left.
 */
const { countdownText, nextTickMs } = require('./countdown-text');

Component({
  properties: {
    leftMs: { type: Number, value: 0 },
  },
  data: { text: '' },
  observers: {
    leftMs(leftMs) {
      this.startFrom(leftMs);
    },
  },
  lifetimes: {
    attached() {
      this.startFrom(this.data.leftMs);
    },
    detached() {
      clearTimeout(this.timer);
    },
  },
  pageLifetimes: {
    show() {
      if (this.deadline !== undefined) this.tick();
    },
    hide() {
      clearTimeout(this.timer);
    },
  },
  methods: {
    startFrom(leftMs) {
      this.deadline = Date.now() + leftMs;
      this.running = leftMs > 0;
      this.tick();
    },
    tick() {
      clearTimeout(this.timer);
      const leftMs = this.deadline - Date.now();
      const text = countdownText(leftMs);
      if (text !== this.data.text) this.setData({ text });
      if (leftMs > 0) {
        this.timer = setTimeout(() => this.tick(), nextTickMs(leftMs));
      } else if (this.running) {
        this.running = false;
        this.triggerEvent('finish');
      }
    },
  },
});
