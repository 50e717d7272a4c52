/** What we ask of saxen, which has no types of its own. A tag that is closed at once is told as opened and closed. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', told: (name: string, attributes: () => Record<string, string>) => void): this;
    on(event: 'closeTag' | 'text' | 'cdata', told: (found: string) => void): this;
    /** @throws Error what is no XML, while nobody listens for errors */
    parse(xml: string): void;
  }
}
