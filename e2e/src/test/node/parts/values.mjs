import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

export const ID = /^[0-9a-f]{32}$/;
export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
export const NO_TUNNEL = '0'.repeat(32);

let made = 0;

/** A key of 32 characters that no run sees twice. */
export const freshKey = () => randomBytes(24).toString('base64url');

/** What a new tunnel needs at least; no two have the same name or inner address. */
export function newTunnel(endpoint) {
  made += 1;
  return {
    name: `t-${made}`,
    cloudflare_endpoint: endpoint,
    interface_address: `10.77.${made}.0/31`,
  };
}

/** Asserts without showing either key where they differ. */
export function assertSameKey(actual, expected) {
  assert.ok(typeof actual === 'string' && actual === expected, 'the answer shows another key');
}
