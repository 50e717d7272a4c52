/**
 * A countdown that ticks by itself: each second costs one small setData inside this component and no React round
 * trip. The page gives `left-ms` once, at the server's `now`; `finish` fires once when nothing is left.
 */
const { countdownText, nextTickMs } = require('./countdown-text');
const { steadyClock } = require('./steady-clock');

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
      if (this.clock !== undefined) this.tick();
    },
    hide() {
      clearTimeout(this.timer);
      if (this.clock !== undefined) this.clock.sleep();
    },
  },
  methods: {
    startFrom(leftMs) {
      this.clock = steadyClock(() => Date.now());
      this.waitMs = 0;
      this.leftMs = leftMs;
      this.running = leftMs > 0;
      this.tick();
    },
    tick() {
      clearTimeout(this.timer);
      const leftMs = this.leftMs - this.clock.now(this.waitMs);
      const text = countdownText(leftMs);
      if (text !== this.data.text) this.setData({ text });
      if (leftMs > 0) {
        this.waitMs = nextTickMs(leftMs);
        this.timer = setTimeout(() => this.tick(), this.waitMs);
      } else if (this.running) {
        this.running = false;
        this.triggerEvent('finish');
      }
    },
  },
});
