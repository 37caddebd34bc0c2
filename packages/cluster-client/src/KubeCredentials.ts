import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';

/** Turns the current context of a KubeConfig into headers and an agent, anew for each request: tokens rotate. */
export class KubeCredentials {
  readonly server: string;
  readonly #kubeConfig: KubeConfig;
  #agent: { key: string; agent: http.Agent } | undefined;

  static create(options: { kubeConfig: KubeConfig }): KubeCredentials {
    return new KubeCredentials(options.kubeConfig);
  }

  private constructor(kubeConfig: KubeConfig) {
    const cluster = kubeConfig.getCurrentCluster();
    if (!cluster) {
      throw new InputError(
        `kubeConfig: context '${kubeConfig.getCurrentContext()}' names no cluster; choose one of ${
          kubeConfig
            .getContexts()
            .map(context => context.name)
            .join(', ') || '(none)'
        }`,
      );
    }
    this.#kubeConfig = kubeConfig;
    this.server = cluster.server.replace(/\/+$/, '');
  }

  async authorize(): Promise<{
    headers: Record<string, string>;
    agent: http.Agent;
  }> {
    const options: https.RequestOptions = {};
    // Reads token files, runs exec plugins and refreshes OIDC tokens as the kubeconfig says.
    await this.#kubeConfig.applyToHTTPSOptions(options);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value !== undefined) {
        headers[name] = String(value);
      }
    }
    if (options.auth) {
      headers.Authorization = `Basic ${Buffer.from(options.auth).toString(
        'base64',
      )}`;
    }
    return { headers, agent: this.#agentFor(options) };
  }

  /** client-node's own agent keeps no connection alive, so it is used for its proxies only. */
  #agentFor(options: https.RequestOptions): http.Agent {
    if (
      this.#kubeConfig.getCurrentCluster()?.proxyUrl &&
      options.agent instanceof http.Agent
    ) {
      return options.agent;
    }
    const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } =
      options;
    const cacheKey = [
      ca,
      cert,
      key,
      pfx,
      passphrase,
      servername,
      rejectUnauthorized,
    ]
      .map(part => String(part ?? ''))
      .join('\n');
    if (this.#agent?.key !== cacheKey) {
      const agent = this.server.startsWith('http:')
        ? new http.Agent({ keepAlive: true })
        : new https.Agent({
            keepAlive: true,
            keepAliveMsecs: 30_000,
            ...{
              ca,
              cert,
              key,
              pfx,
              passphrase,
              servername,
              rejectUnauthorized,
            },
          });
      this.#agent = { key: cacheKey, agent };
    }
    return this.#agent.agent;
  }
}
