import assert from 'node:assert/strict';
import { check } from './check.mjs';
import { freshKey, newTunnel } from './values.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };

/** What older clients and curl send and read, of which the official client knows nothing any more. */
export async function oldClients(api, account, endpoint) {
  const path = `/accounts/${account.id}/magic/ipsec_tunnels`;

  const [first] = await check('an array of tunnels is created and answered as an array', async () => {
    const ipsec_tunnels = [newTunnel(endpoint), newTunnel(endpoint)];
    const { status, body } = await api.plain('POST', path, JSON.stringify({ ipsec_tunnels }), JSON_TYPE);
    assert.equal(status, 200);
    const created = body.result.ipsec_tunnels;
    assert.deepEqual(created.map((each) => each.name), ipsec_tunnels.map((each) => each.name));
    return created;
  });

  await check('remote_identities are the three forms of one identity', async () => {
    const { body } = await api.plain('GET', `${path}/${first.id}`);
    const { hex_id, fqdn_id, user_id } = body.result.ipsec_tunnel.remote_identities;
    const number = account.keyferry.number;
    assert.equal(Buffer.from(hex_id, 'hex').toString(), `${number}_${first.id}`);
    assert.ok(fqdn_id.startsWith(`${first.id}.${number}.`));
    assert.equal(user_id, `ipsec@${fqdn_id}`);
  });

  for (const [sent, body, headers] of [
    ['no body', undefined, {}],
    ['{}', '{}', JSON_TYPE],
    ['{} of no type', '{}', {}],
  ]) {
    await check(`psk_generate takes ${sent}`, async () => {
      const answer = await api.plain('POST', `${path}/${first.id}/psk_generate`, body, headers);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  }

  await check('an answer has all four members of the envelope', async () => {
    const psks = [{ id: first.id, psk: freshKey() }];
    const { body } = await api.plain('POST', `${path}/psk`, JSON.stringify({ psks }), JSON_TYPE);
    assert.deepEqual(Object.keys(body).sort(), ['errors', 'messages', 'result', 'success']);
    assert.equal(body.success, true);
    assert.deepEqual(body.errors, []);
  });
}
