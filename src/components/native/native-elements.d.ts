/** The native mini-program components as React sees them. */
import 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tuanka-countdown': { 'left-ms': number; onFinish?: (() => void) | undefined };
    }
  }
}
