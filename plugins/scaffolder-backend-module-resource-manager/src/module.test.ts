import { startTestBackend } from '@backstage/backend-test-utils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { resourceManagerServiceMockFactory } from '@silogen/backstage-plugin-resource-manager-node/testUtils';
import { parse } from 'yaml';
import scaffolderModuleResourceManager from './index';

describe('scaffolderModuleResourceManager', () => {
  const added: TemplateAction<any, any, any>[] = [];

  beforeAll(async () => {
    await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          { addActions: (...actions) => added.push(...actions) },
        ],
      ],
      features: [
        scaffolderModuleResourceManager,
        resourceManagerServiceMockFactory(),
      ],
    });
  });

  it('adds the action', () => {
    expect(added.map(({ id }) => id)).toEqual(['resource-manager:run:launch']);
  });

  it('describes its input and output to the template editor', () => {
    const [{ schema, supportsDryRun }] = added;
    expect(supportsDryRun).toBe(true);
    expect(schema?.input).toMatchObject({
      type: 'object',
      required: ['project', 'workload', 'name', 'gpus'],
      properties: { priority: { enum: ['low', 'medium', 'high'] } },
    });
    expect(schema?.output).toMatchObject({
      required: ['runId', 'runUrl', 'entityRef'],
    });
  });

  it('has examples that use its own input and outputs only', () => {
    const [{ examples, id, schema }] = added;
    expect(examples).toHaveLength(2);
    const known = Object.keys(schema?.input?.properties ?? {});
    for (const { example } of examples ?? []) {
      const { steps } = parse(example);
      for (const step of steps) {
        expect(step.action).toBe(id);
        expect(known).toEqual(expect.arrayContaining(Object.keys(step.input)));
      }
    }
  });
});
