import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { fails } from './errors.mjs';
import { freshKey, newTunnel } from './values.mjs';

/** update and bulkUpdate of client.magicTransit.ipsecTunnels. */
export async function changes(api, account, endpoint) {
  const ipsecTunnels = api.client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const made = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint), description: 'old' });
  const other = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });
  const { id } = made;
  const now = async () => (await ipsecTunnels.get(id, { account_id })).ipsec_tunnel;
  const first = freshKey();
  const second = freshKey();

  await check('update of one field leaves the others', async () => {
    const answer = await ipsecTunnels.update(id, { account_id, description: 'new' });
    assert.equal(answer.modified, true);
    const { modified_on, ...rest } = made;
    assert.notEqual(answer.modified_ipsec_tunnel.modified_on, modified_on);
    assert.deepEqual({ ...answer.modified_ipsec_tunnel, modified_on }, { ...rest, modified_on, description: 'new' });
    assert.deepEqual(await now(), answer.modified_ipsec_tunnel);
  });

  await check('update with validate_only changes nothing', async () => {
    const before = await now();
    const query = { validate_only: true };
    const answer = await ipsecTunnels.update(id, { account_id, description: 'newer' }, { query });
    assert.equal(answer.modified, false);
    assert.deepEqual(await now(), before);
  });

  await check('update takes what get gave, as the Terraform provider sends it', async () => {
    const answer = await ipsecTunnels.update(id, { account_id, ...(await now()) });
    assert.equal(answer.modified, true);
    assert.equal(answer.modified_ipsec_tunnel.name, made.name);
  });

  await check('update takes x-magic-new-hc-target', async () => {
    const health_check = { target: { saved: '198.51.100.9' } };
    const answer = await ipsecTunnels.update(id, { account_id, 'x-magic-new-hc-target': true, health_check });
    assert.equal(answer.modified_ipsec_tunnel.health_check.target.saved, '198.51.100.9');
    assert.equal((await now()).health_check.target, '198.51.100.9');
  });

  for (const [version, psk] of [[1, first], [2, second]]) {
    await check(`update of {psk} alone sets key ${version} and shows none`, async () => {
      const { modified_ipsec_tunnel } = await ipsecTunnels.update(id, { account_id, psk });
      assert.equal(modified_ipsec_tunnel.keyferry.psk.version, version);
      assert.equal(modified_ipsec_tunnel.keyferry.psk.state, 'loaded');
      assert.equal(JSON.stringify(modified_ipsec_tunnel).includes(psk), false);
    });
  }

  await check('update with a former key is a ConflictError without retries', async () => {
    const { errors, headers } = await fails(api, Cloudflare.ConflictError, () =>
      ipsecTunnels.update(id, { account_id, psk: first }));
    assert.equal(errors[0].code, 19409);
    assert.equal(headers.get('x-should-retry'), 'false');
    assert.equal((await now()).keyferry.psk.version, 2);
  });

  await check('update with a former key is done where a header of ours says so', async () => {
    const headers = { 'X-Keyferry-Allow-Former-Key': 'true' };
    const answer = await ipsecTunnels.update(id, { account_id, psk: first }, { headers });
    assert.equal(answer.modified_ipsec_tunnel.keyferry.psk.version, 3);
  });

  await check('bulkUpdate changes several tunnels', async () => {
    const ipsec_tunnels = [{ id, description: 'one' }, { id: other.id, psk: freshKey() }];
    const answer = await ipsecTunnels.bulkUpdate({ account_id, body: { ipsec_tunnels } });
    assert.equal(answer.modified, true);
    const [one, two] = answer.modified_ipsec_tunnels;
    assert.deepEqual([one.id, one.description], [id, 'one']);
    assert.deepEqual([two.id, two.keyferry.psk.version], [other.id, 1]);
  });

  await check('bulkUpdate takes x-magic-new-hc-target', async () => {
    const ipsec_tunnels = [{ id: other.id, health_check: { target: { saved: '198.51.100.6' } } }];
    const params = { account_id, 'x-magic-new-hc-target': true, body: { ipsec_tunnels } };
    const [tunnel] = (await ipsecTunnels.bulkUpdate(params)).modified_ipsec_tunnels;
    assert.equal(tunnel.health_check.target.saved, '198.51.100.6');
  });

  await check('bulkUpdate with one wrong tunnel changes none', async () => {
    const ipsec_tunnels = [{ id, description: 'two' }, { id: other.id, interface_address: 'nowhere' }];
    const { errors } = await fails(api, Cloudflare.BadRequestError, () =>
      ipsecTunnels.bulkUpdate({ account_id, body: { ipsec_tunnels } }));
    assert.equal(errors[0].source.pointer, '/ipsec_tunnels/1/interface_address');
    assert.equal((await now()).description, 'one');
  });
}
