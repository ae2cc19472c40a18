import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { ID, newTunnel, TIME } from './values.mjs';

/** create, list, get and delete of client.magicTransit.ipsecTunnels. */
export async function tunnels({ client }, account, endpoint) {
  const ipsecTunnels = client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const wanted = { ...newTunnel(endpoint), customer_endpoint: '198.51.100.7', description: 'Berlin' };

  const created = await check('create gives the tunnel itself', async () => {
    const tunnel = await ipsecTunnels.create({ account_id, ...wanted });
    assert.match(tunnel.id, ID);
    for (const [field, value] of Object.entries(wanted)) assert.equal(tunnel[field], value, field);
    assert.match(tunnel.created_on, TIME);
    assert.match(tunnel.modified_on, TIME);
    assert.deepEqual(tunnel.psk_metadata, {});
    assert.equal('psk' in tunnel, false);
    return tunnel;
  });

  await check('create with validate_only creates nothing', async () => {
    const before = await ipsecTunnels.list({ account_id });
    await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) }, { query: { validate_only: true } });
    assert.deepEqual(await ipsecTunnels.list({ account_id }), before);
  });

  await check('get gives the tunnel as ipsec_tunnel', async () => {
    assert.deepEqual((await ipsecTunnels.get(created.id, { account_id })).ipsec_tunnel, created);
  });

  await check('list gives it among ipsec_tunnels', async () => {
    assert.deepEqual((await ipsecTunnels.list({ account_id })).ipsec_tunnels, [created]);
  });

  await check('delete with validate_only deletes nothing', async () => {
    const answer = await ipsecTunnels.delete(created.id, { account_id }, { query: { validate_only: true } });
    assert.equal(answer.deleted, false);
    await ipsecTunnels.get(created.id, { account_id });
  });

  await check('delete gives the tunnel that was, and it is gone', async () => {
    const answer = await ipsecTunnels.delete(created.id, { account_id });
    assert.equal(answer.deleted, true);
    assert.equal(answer.deleted_ipsec_tunnel.id, created.id);
    await assert.rejects(ipsecTunnels.get(created.id, { account_id }), Cloudflare.NotFoundError);
    assert.deepEqual((await ipsecTunnels.list({ account_id })).ipsec_tunnels, []);
  });
}
