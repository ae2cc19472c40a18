import assert from 'node:assert/strict';
import { check } from './check.mjs';
import { assertSameKey, freshKey, newTunnel, NO_TUNNEL, TIME } from './values.mjs';

/** pskSet, on a dry run, for good and bad entries together, and again. */
export async function keys({ client }, account, endpoint) {
  const ipsecTunnels = client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const { id } = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });
  const other = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });
  const psk = freshKey();
  const metadata = async () => (await ipsecTunnels.get(id, { account_id })).ipsec_tunnel.psk_metadata;

  await check('pskSet with validate_only repeats the key and stores nothing', async () => {
    const answer = await ipsecTunnels.pskSet({ account_id, validate_only: true, psks: [{ id, psk }] });
    assertSameKey(answer.successfully_applied_psks[id].psk, psk);
    assert.deepEqual(answer.unapplied_psks, {});
    assert.deepEqual(await metadata(), {});
  });

  const applied = await check('pskSet applies what it can and says why not the rest', async () => {
    const psks = [{ id, psk }, { id: NO_TUNNEL, psk: freshKey() }, { id: other.id, psk: 'short' }];
    const answer = await ipsecTunnels.pskSet({ account_id, validate_only: false, psks });
    assert.deepEqual(Object.keys(answer.successfully_applied_psks), [id]);
    assert.match(answer.unapplied_psks[NO_TUNNEL], /^unknown-tunnel: /);
    assert.match(answer.unapplied_psks[other.id], /^key-too-short: /);
    return answer.successfully_applied_psks[id];
  });

  await check('pskSet gives the identity, the key, its time and where it is loaded', async () => {
    assert.equal(applied.ipsec_id, `${account.keyferry.number}_${id}`);
    assert.equal(applied.ipsec_tunnel_id, id);
    assertSameKey(applied.psk, psk);
    assert.match(applied.psk_metadata.last_generated_on, TIME);
    assert.equal(applied.keyferry.state, 'loaded');
    assert.equal(applied.keyferry.version, 1);
  });

  await check('get and list show that a key exists, and never the key', async () => {
    const listed = (await ipsecTunnels.list({ account_id })).ipsec_tunnels;
    const got = (await ipsecTunnels.get(id, { account_id })).ipsec_tunnel;
    assert.deepEqual(got.psk_metadata, applied.psk_metadata);
    assert.equal(JSON.stringify([listed, got]).includes(psk), false);
  });

  await check('pskSet of the same key again changes nothing', async () => {
    const answer = await ipsecTunnels.pskSet({ account_id, psks: [{ id, psk }] });
    const again = answer.successfully_applied_psks[id];
    assert.equal(again.keyferry.version, 1);
    assert.deepEqual(again.psk_metadata, applied.psk_metadata);
  });

  await check('pskSet of entries that are all refused is no error', async () => {
    const answer = await ipsecTunnels.pskSet({ account_id, psks: [{ id: NO_TUNNEL, psk: freshKey() }] });
    assert.deepEqual(answer.successfully_applied_psks, {});
  });
}

/** pskGenerate, on a dry run and for real. */
export async function generatedKeys({ client }, account, endpoint) {
  const ipsecTunnels = client.magicTransit.ipsecTunnels;
  const account_id = account.id;
  const { id } = await ipsecTunnels.create({ account_id, ...newTunnel(endpoint) });

  await check('pskGenerate with validate_only makes no key', async () => {
    const answer = await ipsecTunnels.pskGenerate(id, { account_id }, { query: { validate_only: true } });
    assert.equal(answer.ipsec_tunnel_id, id);
    assert.equal('psk' in answer, false);
  });

  await check('pskGenerate gives a key of 32 letters and digits that is loaded', async () => {
    const answer = await ipsecTunnels.pskGenerate(id, { account_id });
    assert.ok(/^[A-Za-z0-9]{32}$/.test(answer.psk), 'no such key');
    assert.equal(answer.ipsec_tunnel_id, id);
    assert.equal(answer.ipsec_id, `${account.keyferry.number}_${id}`);
    assert.match(answer.psk_metadata.last_generated_on, TIME);
    assert.equal(answer.keyferry.state, 'loaded');
    assert.equal(answer.keyferry.version, 1);
  });

  await check('pskGenerate again gives another key', async () => {
    const answer = await ipsecTunnels.pskGenerate(id, { account_id });
    assert.equal(answer.keyferry.version, 2);
  });
}
