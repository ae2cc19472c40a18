import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { newTunnel, NO_TUNNEL } from './values.mjs';

/** Asserts that a call fails with this class of error after one attempt, and gives the error. */
export async function fails(api, ErrorClass, call) {
  let error;
  const attempts = await api.attemptsOf(() => call().catch((failure) => (error = failure)));
  assert.ok(error instanceof ErrorClass, `not a ${ErrorClass.name}: ${error?.constructor.name}`);
  assert.equal(attempts, 1, 'attempts');
  assert.equal(error.error.success, false);
  assert.equal(error.error.result, null);
  assert.ok(error.headers.get('x-request-id'));
  return error;
}

/** The classes that the official client makes of refusals. */
export async function errors(api, account) {
  const ipsecTunnels = api.client.magicTransit.ipsecTunnels;
  const account_id = account.id;

  await check('a wrong field is a BadRequestError with code 1022 and a pointer', async () => {
    const { errors } = await fails(api, Cloudflare.BadRequestError, () =>
      ipsecTunnels.pskSet({ account_id, psks: [{ id: NO_TUNNEL }] }));
    assert.equal(errors[0].code, 1022);
    assert.equal(errors[0].source.pointer, '/psks/0/psk');
  });

  await check('null for a string is a BadRequestError that names it', async () => {
    const { errors } = await fails(api, Cloudflare.BadRequestError, () =>
      ipsecTunnels.create({ account_id, ...newTunnel('203.0.113.1'), description: null }));
    assert.equal(errors[0].code, 1022);
    assert.equal(errors[0].source.pointer, '/description');
    assert.match(errors[0].message, /type "string" is not permitted to be null/);
  });

  await check('a key and an e-mail address are a BadRequestError with 6003 and its chain', async () => {
    const legacy = api.clientFor({ apiKey: 'a'.repeat(37), apiEmail: 'user@example.net' });
    const { errors } = await fails(api, Cloudflare.BadRequestError, () => legacy.accounts.get({ account_id }));
    assert.equal(errors[0].code, 6003);
    assert.equal(errors[0].error_chain[0].code, 6103);
  });

  await check('no credentials are answered 400 with 9106', async () => {
    const response = await fetch(`${api.url}/accounts`);
    assert.equal(response.status, 400);
    assert.equal((await response.json()).errors[0].code, 9106);
  });

  await check('an unknown token is a PermissionDeniedError with 9109', async () => {
    const stranger = api.clientFor({ apiToken: 'nobody-has-this-token' });
    const { errors } = await fails(api, Cloudflare.PermissionDeniedError, () => stranger.user.tokens.verify());
    assert.equal(errors[0].code, 9109);
  });

  await check('an unknown tunnel is a NotFoundError with 1032', async () => {
    const { errors } = await fails(api, Cloudflare.NotFoundError, () =>
      ipsecTunnels.get(NO_TUNNEL, { account_id }));
    assert.equal(errors[0].code, 1032);
  });

  await check('a malformed account id is a NotFoundError with 7003', async () => {
    const { errors } = await fails(api, Cloudflare.NotFoundError, () =>
      ipsecTunnels.list({ account_id: 'not-an-id' }));
    assert.equal(errors[0].code, 7003);
  });
}
