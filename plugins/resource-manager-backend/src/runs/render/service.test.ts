import type { KubeObject } from '@silogen/cluster-client';
import { portsOf, serviceOf } from './service';

const RUN = '11111111-2222-4333-8444-555555555555';
const main = (annotations: Record<string, string>): KubeObject => ({
  apiVersion: 'kaiwo.silogen.ai/v1alpha1',
  kind: 'KaiwoService',
  metadata: {
    name: 'notebook-111111',
    namespace: 'team-a',
    labels: { 'airm.silogen.ai/workload-id': RUN },
    annotations,
  },
});
const ports = (text: string) => main({ 'airm.silogen.ai/ports': text });

describe('serviceOf', () => {
  it('is named as the main object, owned by it, and selects its pods', () => {
    const object = ports('[{"name":"http","port":8888}]');
    expect(serviceOf(object, 'uid-1')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'notebook-111111',
        namespace: 'team-a',
        labels: object.metadata.labels,
        annotations: object.metadata.annotations,
        ownerReferences: [
          {
            apiVersion: 'kaiwo.silogen.ai/v1alpha1',
            kind: 'KaiwoService',
            name: 'notebook-111111',
            uid: 'uid-1',
          },
        ],
      },
      spec: {
        type: 'ClusterIP',
        selector: { 'airm.silogen.ai/workload-id': RUN },
        ports: [
          { name: 'http', port: 8888, targetPort: 8888, protocol: 'TCP' },
        ],
      },
    });
  });

  it('is none for a run that answers nothing', () => {
    expect(serviceOf(main({}), 'uid-1')).toBeUndefined();
    expect(serviceOf(ports('[]'), 'uid-1')).toBeUndefined();
  });

  it.each(['', '{', '{"a":1}', '[1, null, {"name":"http"}, {"port":1.5}]'])(
    'takes no port out of %j',
    text => {
      expect(portsOf(ports(text))).toEqual([]);
    },
  );
});
