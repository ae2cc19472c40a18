// Runs the official client of the public API against a Keyferry server: the base URL is all that is changed.
// Every check is a line; the first one that does not hold ends the script with exit code 1.
//
//   KEYFERRY_URL         base of the API, as http://127.0.0.1:8787/client/v4
//   KEYFERRY_TOKEN_FILE  file with an administrator's token
//   KEYFERRY_FAULTY_URL  the same API behind a proxy that spoils what the header x-fault asks for
//   KEYFERRY_LIMITED_URL, KEYFERRY_LIMITED_TOKEN_FILE
//                        a server that lets a token send few requests in a short window
//   GATEWAY_ADDRESS      address at which a gateway of the server ends tunnels
//   SITE_KEY_FILE        file with the key that the site's tunnel gets last

import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { accounts, ended } from './parts/accounts.mjs';
import { Api } from './parts/api.mjs';
import { changes } from './parts/changes.mjs';
import { passed } from './parts/check.mjs';
import { errors } from './parts/errors.mjs';
import { generatedKeys, keys } from './parts/keys.mjs';
import { limits } from './parts/limits.mjs';
import { oldClients } from './parts/old-clients.mjs';
import { retries } from './parts/retries.mjs';
import { site } from './parts/site.mjs';
import { tokens } from './parts/tokens.mjs';
import { tunnels } from './parts/tunnels.mjs';

const read = (file) => readFileSync(file, 'utf8').trim();
const token = read(env.KEYFERRY_TOKEN_FILE);
const api = new Api(env.KEYFERRY_URL, token);
const limited = new Api(env.KEYFERRY_LIMITED_URL, read(env.KEYFERRY_LIMITED_TOKEN_FILE));
const faulty = new Api(env.KEYFERRY_FAULTY_URL, token);

const account = await accounts(api);
await tunnels(api, account, env.GATEWAY_ADDRESS);
await changes(api, account, env.GATEWAY_ADDRESS);
await keys(api, account, env.GATEWAY_ADDRESS);
await generatedKeys(api, account, env.GATEWAY_ADDRESS);
await oldClients(api, account, env.GATEWAY_ADDRESS);
await tokens(api, account, env.GATEWAY_ADDRESS);
await errors(api, account);
await ended(api, env.GATEWAY_ADDRESS);
await retries(faulty, account, env.GATEWAY_ADDRESS);
await limits(limited);
const { tunnel, identity } = await site(api, account, env.GATEWAY_ADDRESS, env.SITE_KEY_FILE);

console.log(`site ${account.id} ${tunnel} ${identity}`);
console.log(`${passed()} checks passed`);
