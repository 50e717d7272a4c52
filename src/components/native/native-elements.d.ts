/** The native mini-program components as React sees them. */
import 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tuanka-code': { kind: 'qr' | 'bar'; text: string };
      'tuanka-countdown': { 'left-ms': number; onFinish?: (() => void) | undefined };
    }
  }
}
