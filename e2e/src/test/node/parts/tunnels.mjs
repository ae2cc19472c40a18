import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';
import { check } from './check.mjs';
import { ID, newTunnel, TIME } from './values.mjs';

/** What a tunnel is without being told. */
const DEFAULTS = {
  replay_protection: false,
  allow_null_cipher: false,
  automatic_return_routing: false,
  health_check: { enabled: true, rate: 'mid', type: 'reply', direction: 'unidirectional' },
};

/** Every field that a tunnel can be given, each with another value than its default. */
const everyField = ({ keyferry }) => ({
  customer_endpoint: '198.51.100.7',
  description: 'Berlin',
  interface_address6: '2001:db8::10/127',
  replay_protection: true,
  automatic_return_routing: true,
  bgp: { customer_asn: 64512, extra_prefixes: ['192.0.2.0/24'], md5_key: 'no-secret' },
  custom_remote_identities: { fqdn_id: `berlin.${keyferry.number}.custom.ipsec.keyferry.internal` },
  health_check: { enabled: false, rate: 'low', type: 'request', direction: 'bidirectional', target: '198.51.100.8' },
});

const NEW_TARGET = { 'x-magic-new-hc-target': true };

/** create, list, get and delete of client.magicTransit.ipsecTunnels, and the tunnel's fields. */
export async function tunnels({ client }, account, endpoint) {
  const ipsecTunnels = client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const wanted = { ...newTunnel(endpoint), ...everyField(account) };

  const created = await check('create gives the tunnel itself', async () => {
    const tunnel = await ipsecTunnels.create({ account_id, ...wanted });
    assert.match(tunnel.id, ID);
    for (const [field, value] of Object.entries(wanted)) assert.deepEqual(tunnel[field], value, field);
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

  await check('create fills in the documented defaults', async () => {
    const tunnel = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });
    for (const [field, value] of Object.entries(DEFAULTS)) assert.deepEqual(tunnel[field], value, field);
    await ipsecTunnels.delete(tunnel.id, { account_id });
  });

  await check('create, list, get and delete take x-magic-new-hc-target, and the target is an object', async () => {
    const target = { saved: '198.51.100.9', effective: '198.51.100.9' };
    const health_check = { target: { saved: target.saved } };
    const params = { account_id, ...NEW_TARGET };
    const tunnel = await ipsecTunnels.create({ ...params, ...newTunnel(endpoint), health_check });
    const got = (await ipsecTunnels.get(tunnel.id, params)).ipsec_tunnel;
    const listed = (await ipsecTunnels.list(params)).ipsec_tunnels.find(({ id }) => id === tunnel.id);
    const { deleted_ipsec_tunnel } = await ipsecTunnels.delete(tunnel.id, params);
    for (const each of [tunnel, got, listed, deleted_ipsec_tunnel]) assert.deepEqual(each.health_check.target, target);
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
