import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { check } from './check.mjs';
import { assertSameKey, newTunnel } from './values.mjs';

/** Makes a tunnel and sets its key from a file, for a real router to dial in with. */
export async function site({ client }, account, endpoint, keyFile) {
  const ipsecTunnels = client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const psk = readFileSync(keyFile, 'utf8');
  const { id, remote_identities } = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });

  await check('pskSet answers once the gateway has loaded the key', async () => {
    const answer = await ipsecTunnels.pskSet({ account_id, psks: [{ id, psk }] });
    const applied = answer.successfully_applied_psks[id];
    assertSameKey(applied.psk, psk);
    assert.equal(applied.keyferry.gateways.local.state, 'loaded');
  });

  return { tunnel: id, identity: remote_identities.hex_id };
}
