import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { freshKey, newTunnel } from './values.mjs';

let faults = 0;

/** Asks the proxy to spoil the first requests of one call: the header passes with every retry. */
function fault(kind, times) {
  faults += 1;
  return { headers: { 'x-fault': `${faults} ${kind} ${times}` } };
}

/** What the client's own retries lead to where requests or answers get lost, or are put off. */
export async function retries(api, account, endpoint) {
  const ipsecTunnels = api.client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const { id } = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });
  const keyNow = async () => (await ipsecTunnels.get(id, { account_id })).ipsec_tunnel.keyferry?.psk;
  const set = (psk, options) => ipsecTunnels.pskSet({ account_id, psks: [{ id, psk }] }, options);

  for (const lost of ['request', 'answer']) {
    await check(`pskSet whose ${lost} is lost is sent again and makes one version`, async () => {
      const before = (await keyNow())?.version ?? 0;
      let answer;
      const attempts = await api.attemptsOf(async () => {
        answer = await set(freshKey(), fault(`drop-${lost}`, 1));
      });
      assert.equal(attempts, 2);
      assert.equal(answer.successfully_applied_psks[id].keyferry.version, before + 1);
      assert.equal((await keyNow()).version, before + 1);
    });
  }

  await check('pskGenerate with a name of the request makes one key where its answer is lost', async () => {
    const before = (await keyNow()).version;
    const options = fault('drop-answer', 1);
    options.headers['Idempotency-Key'] = randomUUID();
    let error;
    const attempts = await api.attemptsOf(async () => {
      error = await ipsecTunnels.pskGenerate(id, { account_id }, options).catch((failure) => failure);
    });
    assert.ok(error instanceof Cloudflare.ConflictError);
    assert.equal(error.errors[0].code, 19409);
    assert.equal(attempts, 2);
    assert.equal((await keyNow()).version, before + 1);
  });

  await check('create with a name of the request makes one tunnel where its answer is lost', async () => {
    const options = fault('drop-answer', 1);
    options.headers['Idempotency-Key'] = randomUUID();
    const wanted = newTunnel(endpoint);
    const made = await ipsecTunnels.create({ account_id, ...wanted }, options);
    assert.equal(made.name, wanted.name);
    assert.equal((await ipsecTunnels.get(made.id, { account_id })).ipsec_tunnel.name, wanted.name);
  });

  await check('a call put off by 429 is repeated after Retry-After', async () => {
    const start = performance.now();
    const attempts = await api.attemptsOf(() => set(freshKey(), fault('429', 1)));
    assert.equal(attempts, 2);
    assert.ok(performance.now() - start >= 1000, 'it did not wait for a second');
  });

  await check('429 to the last is a RateLimitError with 971 and Retry-After', async () => {
    const error = await set(freshKey(), { ...fault('429', 2), maxRetries: 1 }).catch((failure) => failure);
    assert.ok(error instanceof Cloudflare.RateLimitError);
    assert.equal(error.errors[0].code, 971);
    assert.equal(error.headers.get('retry-after'), '1');
  });

  await check('a call that failed with 500 is repeated', async () => {
    const attempts = await api.attemptsOf(() => set(freshKey(), fault('500', 1)));
    assert.equal(attempts, 2);
  });

  await check('500 to the last is an InternalServerError, and nothing was changed', async () => {
    const before = await keyNow();
    const error = await set(freshKey(), { ...fault('500', 2), maxRetries: 1 }).catch((failure) => failure);
    assert.ok(error instanceof Cloudflare.InternalServerError);
    assert.deepEqual(await keyNow(), before);
  });

  await check('a connection that is lost every time is an APIConnectionError', async () => {
    const error = await set(freshKey(), { ...fault('drop-request', 2), maxRetries: 1 }).catch((failure) => failure);
    assert.ok(error instanceof Cloudflare.APIConnectionError);
  });
}
