import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { fails } from './errors.mjs';
import { freshKey, ID, newTunnel, TIME } from './values.mjs';

/** The tokens of whoever runs the deployment, and those of one account: the same methods in two places. */
const PLACES = {
  'user.tokens': ({ client }) => ({
    create: (body) => client.user.tokens.create(body),
    list: () => client.user.tokens.list(),
    get: (id) => client.user.tokens.get(id),
    update: (id, body) => client.user.tokens.update(id, body),
    roll: (id) => client.user.tokens.value.update(id),
    remove: (id) => client.user.tokens.delete(id),
    groups: () => client.user.tokens.permissionGroups.list(),
    verify: (owner) => owner.user.tokens.verify(),
  }),
  'accounts.tokens': ({ client }, { id: account_id }) => ({
    create: (body) => client.accounts.tokens.create({ account_id, ...body }),
    list: () => client.accounts.tokens.list({ account_id }),
    get: (id) => client.accounts.tokens.get(id, { account_id }),
    update: (id, body) => client.accounts.tokens.update(id, { account_id, ...body }),
    roll: (id) => client.accounts.tokens.value.update(id, { account_id }),
    remove: (id) => client.accounts.tokens.delete(id, { account_id }),
    groups: () => client.accounts.tokens.permissionGroups.list({ account_id }),
    verify: (owner) => owner.accounts.tokens.verify({ account_id }),
  }),
};

/** Every method of client.user.tokens and of client.accounts.tokens, and what tokens are good for. */
export async function tokens(api, account, endpoint) {
  for (const [place, methods] of Object.entries(PLACES)) {
    const all = methods(api, account);
    await life(api, account, endpoint, place, all);
    await bounds(api, account, endpoint, place, all);
  }
  await groupsAtOnce(api, account);
}

const whole = ({ id }) => ({ [`com.cloudflare.api.account.${id}`]: '*' });
const allow = (groups, resources) => ({ effect: 'allow', permission_groups: groups, resources });

async function groupNamed(all, name) {
  for await (const each of all.groups()) if (each.name === name) return { id: each.id };
  return assert.fail(`no permission group ${name}`);
}

/** What list gives page by page; the client has this for accounts alone. */
async function groupsAtOnce({ client }, { id: account_id }) {
  await check('accounts.tokens.permissionGroups.get gives what list gives', async () => {
    const { permissionGroups } = client.accounts.tokens;
    const listed = [];
    for await (const each of permissionGroups.list({ account_id })) listed.push(each);
    assert.ok(listed.length > 0);
    assert.deepEqual(await permissionGroups.get({ account_id }), listed);
  });
}

async function life(api, account, endpoint, place, all) {
  const account_id = account.id;
  const owner = (value) => api.clientFor({ apiToken: value });
  const create = (client) => client.magicTransit.ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });

  const [read, write] = await check(`${place}.permissionGroups.list gives ids and names`, async () => {
    const groups = [await groupNamed(all, 'Magic WAN Read'), await groupNamed(all, 'Magic WAN Write')];
    for (const { id } of groups) assert.match(id, ID);
    return groups;
  });
  const policies = [allow([read], whole(account))];

  const { id, value } = await check(`${place}.create gives the value of a token`, async () => {
    const created = await all.create({ name: 'reader', policies, expires_on: '2099-01-01T00:00:00Z' });
    assert.match(created.id, ID);
    assert.equal(created.status, 'active');
    assert.match(created.issued_on, TIME);
    assert.ok(typeof created.value === 'string' && created.value.length >= 40, 'no value');
    return created;
  });

  await check(`${place}.get and list show the token and never its value`, async () => {
    const got = await all.get(id);
    assert.equal(got.name, 'reader');
    assert.equal(got.policies[0].permission_groups[0].id, read.id);
    const listed = [];
    for await (const each of all.list()) listed.push(each);
    assert.ok(listed.some((each) => each.id === id));
    assert.equal(JSON.stringify([got, listed]).includes(value), false);
  });

  await check(`${place}.verify says that the token is active`, async () => {
    const verified = await all.verify(owner(value));
    assert.equal(verified.id, id);
    assert.equal(verified.status, 'active');
  });

  await check(`${place}: a token may do what it is for, else PermissionDeniedError with 10000 and a link`, async () => {
    await owner(value).magicTransit.ipsecTunnels.list({ account_id });
    const { errors } = await fails(api, Cloudflare.PermissionDeniedError, () => create(owner(value)));
    assert.equal(errors[0].code, 10000);
    assert.match(errors[0].documentation_url, /\/docs#[a-z-]+$/);
  });

  await check(`${place}.update gives the token more rights`, async () => {
    const updated = await all.update(id, { name: 'writer', policies: [allow([write], whole(account))] });
    assert.equal(updated.name, 'writer');
    const made = await create(owner(value));
    await owner(value).magicTransit.ipsecTunnels.delete(made.id, { account_id });
  });

  await check(`${place}.value.update replaces the value`, async () => {
    const rolled = await all.roll(id);
    assert.ok(typeof rolled === 'string' && rolled !== value, 'no new value');
    assert.equal((await all.verify(owner(rolled))).id, id);
    const { errors } = await fails(api, Cloudflare.PermissionDeniedError, () => all.verify(owner(value)));
    assert.equal(errors[0].code, 9109);
  });

  await check(`${place}.delete ends the token`, async () => {
    assert.equal((await all.remove(id)).id, id);
    await assert.rejects(() => all.get(id), Cloudflare.NotFoundError);
  });
}

async function bounds(api, account, endpoint, place, all) {
  const account_id = account.id;
  const { ipsecTunnels } = api.client.magicTransit;
  const set = [await groupNamed(all, 'PSK Set')];
  const mine = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });
  const others = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });

  await check(`${place}: a token of one tunnel sets that tunnel's key and no other`, async () => {
    const one = { [`com.cloudflare.api.account.${account_id}`]: { [`dev.keyferry.ipsec_tunnel.${mine.id}`]: '*' } };
    const { value } = await all.create({ name: 'one tunnel', policies: [allow(set, one)] });
    const { ipsecTunnels: narrow } = api.clientFor({ apiToken: value }).magicTransit;
    const psks = [mine, others].map(({ id }) => ({ id, psk: freshKey() }));
    const answer = await narrow.pskSet({ account_id, psks });
    assert.deepEqual(Object.keys(answer.successfully_applied_psks), [mine.id]);
    assert.match(answer.unapplied_psks[others.id], /^not-permitted: /);
  });

  await check(`${place}: a token from another address is a PermissionDeniedError with 9109`, async () => {
    const condition = { request_ip: { in: ['192.0.2.0/24'] } };
    const { value } = await all.create({ name: 'elsewhere', policies: [allow(set, whole(account))], condition });
    const { errors } = await fails(api, Cloudflare.PermissionDeniedError, () =>
      all.verify(api.clientFor({ apiToken: value })));
    assert.equal(errors[0].code, 9109);
  });
}
