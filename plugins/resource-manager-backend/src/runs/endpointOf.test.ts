import type { KubeObject } from '@silogen/cluster-client';
import { endpointOf } from './endpointOf';

const metadata = {
  name: 'support-bot-111111',
  namespace: 'team-a',
  annotations: {
    'airm.silogen.ai/ports':
      '[{"name":"metrics","port":9090},{"name":"http","port":8080}]',
  },
};
const address = 'http://support-bot-111111.team-a.svc:8080/v1';

function kaiwoService(env: object[]): KubeObject {
  return {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoService',
    metadata,
    spec: { env },
  } as KubeObject;
}

const model = { name: 'MODEL_ID', value: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0' };

describe('endpointOf', () => {
  it.each<[string, KubeObject, string | undefined]>([
    ['the id of its weights', kaiwoService([model]), model.value],
    [
      'the name that was given to it',
      kaiwoService([model, { name: 'PARAM_SERVED_MODEL_NAME', value: 'bot' }]),
      'bot',
    ],
    [
      'its weights, where the given name is empty',
      kaiwoService([model, { name: 'PARAM_SERVED_MODEL_NAME', value: '' }]),
      model.value,
    ],
    ['no name, where none is told', kaiwoService([]), undefined],
    [
      'the variables of its containers',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: { template: { spec: { containers: [{ env: [model] }] } } },
      } as KubeObject,
      model.value,
    ],
  ])('answers to %s', (_name, main, name) => {
    expect(endpointOf(main)).toEqual({ address, model: name });
  });

  it.each([
    ['announces no ports', { ...metadata, annotations: {} }],
    [
      'announces ports that cannot be read',
      { ...metadata, annotations: { 'airm.silogen.ai/ports': '{' } },
    ],
    ['has no namespace', { ...metadata, namespace: undefined }],
  ])('is nowhere when the object %s', (_name, meta) => {
    expect(
      endpointOf({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: meta,
      } as KubeObject),
    ).toBeUndefined();
  });

  it('takes the first port where none is named http', () => {
    const annotations = {
      'airm.silogen.ai/ports': '[{"name":"api","port":7997}]',
    };
    expect(
      endpointOf({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { ...metadata, annotations },
      })?.address,
    ).toBe('http://support-bot-111111.team-a.svc:7997/v1');
  });
});
