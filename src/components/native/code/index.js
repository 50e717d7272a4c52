/**
 * A QR code or a barcode, drawn on a canvas of the phone's own pixels: nothing is fetched, and a new text costs one
 * property and no React round trip.
 */
const { drawCode } = require('./draw-code');

/** More sharpness than this no scanner needs. */
const SHARPEST = 3;

Component({
  properties: {
    kind: { type: String, value: 'qr' },
    text: { type: String, value: '' },
  },
  observers: {
    'kind, text'() {
      this.draw();
    },
  },
  lifetimes: {
    ready() {
      this.draw();
    },
  },
  methods: {
    draw() {
      this.createSelectorQuery()
        .select('#code')
        .fields({ node: true, size: true })
        .exec((found) => {
          const canvas = found && found[0];
          // Not on the page yet: `ready` draws.
          if (!canvas || !canvas.node) return;
          const ratio = Math.min(SHARPEST, wx.getSystemInfoSync().pixelRatio || 2);
          const width = Math.round(canvas.width * ratio);
          const height = Math.round(canvas.height * ratio);
          canvas.node.width = width;
          canvas.node.height = height;
          drawCode(canvas.node.getContext('2d'), this.data.kind, this.data.text, width, height);
        });
    },
  },
});
