import { sign, type KeyObject } from 'node:crypto';

/**
 * A self-signed X.509 certificate, so that the sandbox can stand in for WeChat Pay's older platform certificates too
 * (new merchants get a public key instead; platform-facts, section 4). Node reads certificates but does not make them:
 * these are the few DER structures of RFC 5280 that one needs.
 */
const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const NULL = 0x05;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const VERSION = 0xa0;
/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11 */
const SHA256_WITH_RSA = Buffer.from('06092a864886f70d01010b', 'hex');
/** commonName, 2.5.4.3 */
const COMMON_NAME = Buffer.from('0603550403', 'hex');

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80
      ? Buffer.from([length])
      : length < 0x100
        ? Buffer.from([0x81, length])
        : Buffer.from([0x82, length >> 8, length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), size, content]);
}

const time = (year: number): Buffer => der(GENERALIZED_TIME, Buffer.from(`${year}0101000000Z`));

const name = (text: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(text)))));

/** @param serial hexadecimal, its first digit below 8 (DER integers are signed) */
export function selfSignedCertificate(
  serial: string,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
): string {
  const algorithm = der(SEQUENCE, SHA256_WITH_RSA, der(NULL));
  const issuer = name('Tuanka sandbox platform');
  const body = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from(serial, 'hex')),
    algorithm,
    issuer,
    der(SEQUENCE, time(2020), time(2050)),
    issuer,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('RSA-SHA256', body, keys.privateKey);
  const certificate = der(SEQUENCE, body, algorithm, der(BIT_STRING, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
