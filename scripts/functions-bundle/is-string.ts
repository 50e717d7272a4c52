/**
 * Stands in for the `utils` of the payment client where its RSA asks them for this alone: they load axios for its version, and
 * who signs a pay sheet or verifies a notice asks WeChat Pay nothing.
 */
export const isString = (value: unknown): value is string => typeof value === 'string';
