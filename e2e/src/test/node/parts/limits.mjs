import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';

/** The limit of a server that lets a token send few requests in a short window. */
export async function limits(api) {
  const ask = (options) => api.client.user.tokens.verify(options);

  const left = await check('every answer tells what is left of the limit', async () => {
    const { headers } = await ask().asResponse();
    const [, remaining, seconds] = /^"default";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit'));
    const [, quota] = /^"default";q=(\d+);w=\d+$/.exec(headers.get('ratelimit-policy'));
    assert.ok(Number(remaining) < Number(quota));
    assert.ok(Number(seconds) >= 0);
    assert.equal(headers.has('retry-after'), false);
    return Number(remaining);
  });

  await check('a call past it is a RateLimitError with 971 and Retry-After', async () => {
    for (let call = 0; call < left; call += 1) await ask();
    const error = await ask({ maxRetries: 0 }).catch((failure) => failure);
    assert.ok(error instanceof Cloudflare.RateLimitError);
    assert.equal(error.errors[0].code, 971);
    assert.ok(Number(error.headers.get('retry-after')) >= 1);
  });

  await check('the client waits for as long as it is told, and then gets through', async () => {
    const attempts = await api.attemptsOf(() => ask());
    assert.equal(attempts, 2);
  });
}
