import Cloudflare from 'cloudflare';

/** The official client, and plain calls of the same API beside it. */
export class Api {
  #token;

  constructor(url, token) {
    this.url = url;
    this.#token = token;
    this.attempts = 0;
    this.client = this.clientFor({ apiToken: token });
  }

  /** An official client with these credentials; {@link attempts} counts its requests too. */
  clientFor(credentials) {
    return new Cloudflare({
      apiToken: null,
      apiKey: null,
      apiEmail: null,
      userServiceKey: null,
      ...credentials,
      baseURL: this.url,
      fetch: (url, init) => {
        this.attempts += 1;
        return fetch(url, init);
      },
    });
  }

  /** How many requests the client needs for what is done. */
  async attemptsOf(done) {
    const before = this.attempts;
    await done();
    return this.attempts - before;
  }

  /** A call without the client, as older ones and curl make it: its status, headers and parsed body. */
  async plain(method, path, body, headers = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
}
