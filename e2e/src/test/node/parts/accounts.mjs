import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { fails } from './errors.mjs';
import { ID, newTunnel, TIME } from './values.mjs';

/** create, get, list and update of client.accounts; gives an account for the others to use. */
export async function accounts({ client }) {
  const account = await check('accounts.create gives an id, and a number of ours', async () => {
    const created = await client.accounts.create({ name: 'acme', type: 'standard' });
    assert.match(created.id, ID);
    assert.equal(created.name, 'acme');
    assert.equal(created.type, 'standard');
    assert.match(created.created_on, TIME);
    assert.ok(Number.isInteger(created.keyferry.number));
    return created;
  });

  await check('accounts.create keeps an id and a number that routers know', async () => {
    const known = { id: 'ab'.repeat(16), number: 123456 };
    const created = await client.accounts.create({ name: 'known', keyferry: known });
    assert.equal(created.id, known.id);
    assert.equal(created.keyferry.number, known.number);
  });

  await check('accounts.get gives what accounts.create gave', async () => {
    assert.deepEqual(await client.accounts.get({ account_id: account.id }), account);
  });

  await check('accounts.list gives all of them, over its pages', async () => {
    const names = [];
    for await (const each of client.accounts.list({ per_page: 1 })) names.push(each.name);
    assert.deepEqual(names.sort(), ['acme', 'known']);
  });

  await check('accounts.update changes what it names and keeps the rest', async () => {
    const updated = await client.accounts.update({ account_id: account.id, id: account.id, name: 'acme ltd', type: account.type });
    assert.deepEqual(updated, { ...account, name: 'acme ltd' });
    assert.deepEqual(await client.accounts.get({ account_id: account.id }), updated);
  });

  return account;
}

/** The end of an account, once it has no tunnels. */
export async function ended(api, endpoint) {
  const { accounts, magicTransit } = api.client;
  const { id: account_id } = await accounts.create({ name: 'short-lived', type: 'standard' });
  const { id } = await magicTransit.ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });

  await check('accounts.delete with tunnels is a ConflictError without retries', async () => {
    const { errors } = await fails(api, Cloudflare.ConflictError, () => accounts.delete({ account_id }));
    assert.equal(errors[0].code, 19409);
  });

  await check('accounts.delete ends the account', async () => {
    await magicTransit.ipsecTunnels.delete(id, { account_id });
    assert.equal((await accounts.delete({ account_id })).id, account_id);
    const { errors } = await fails(api, Cloudflare.NotFoundError, () => accounts.get({ account_id }));
    assert.equal(errors[0].code, 7003);
  });
}
