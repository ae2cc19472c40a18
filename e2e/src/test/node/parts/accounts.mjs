import assert from 'node:assert/strict';
import { check } from './check.mjs';
import { ID, TIME } from './values.mjs';

/** Every method of client.accounts but its tokens; gives an account for the others to use. */
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

  return account;
}
