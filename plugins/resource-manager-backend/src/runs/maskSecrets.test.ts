import { maskSecrets } from './maskSecrets';

describe('maskSecrets', () => {
  it('masks values of secret-like variables, not references', () => {
    const env = [
      { name: 'HF_TOKEN', value: 'hf_123' },
      { name: 'AWS_SECRET_ACCESS_KEY', value: 'x' },
      {
        name: 'HF_TOKEN',
        valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
      },
      { name: 'PARAM_EPOCHS', value: '3' },
    ];
    const shown = maskSecrets({
      metadata: {
        name: 'x',
        managedFields: [{}],
        annotations: {
          a: 'b',
          'kubectl.kubernetes.io/last-applied-configuration':
            '{"env":"secret"}',
        },
      },
      spec: { env },
    });
    expect(shown).toEqual({
      metadata: { name: 'x', annotations: { a: 'b' } },
      spec: {
        env: [
          { name: 'HF_TOKEN', value: '••••••' },
          { name: 'AWS_SECRET_ACCESS_KEY', value: '••••••' },
          env[2],
          env[3],
        ],
      },
    });
  });
});
