import type { Person } from './fixtures';
import type { PortalStack } from './stack';

/** The address of a run of the world, by its name. */
const run = (name: string) => async (stack: PortalStack) => {
  const { body } = await stack.api('administrator', 'GET', `/runs?q=${name}&limit=1`);
  return `/runs/${body.items[0].id}`;
};

/** Every page, by the name of its screenshot, with who looks at it. */
export const pages: { name: string; address: string | ((stack: PortalStack) => Promise<string>); person: Person }[] = [
  { name: 'home-developer', address: '/', person: 'llm' },
  { name: 'models', address: '/models', person: 'llm' },
  { name: 'datasets', address: '/datasets', person: 'llm' },
  { name: 'workloads', address: '/workloads', person: 'llm' },
  { name: 'model', address: '/catalog/default/aimodel/llama-3.1-8b-instruct', person: 'llm' },
  { name: 'dataset', address: '/catalog/default/aidataset/databricks-dolly-15k', person: 'llm' },
  { name: 'workload', address: '/catalog/default/aiworkload/llm-finetune-silogen-engine', person: 'llm' },
  { name: 'launch', address: '/launch', person: 'llm' },
  { name: 'launch-fine-tune', address: '/launch/default/llm-finetune', person: 'llm' },
  { name: 'launch-jupyterlab', address: '/launch/default/workspace-jupyterlab', person: 'llm' },
  { name: 'launch-vscode', address: '/launch/default/workspace-vscode', person: 'llm' },
  { name: 'model-lineage', address: '/catalog/default/aimodel/llama-3.1-8b-instruct/lineage', person: 'llm' },
  { name: 'model-runs', address: '/catalog/default/aimodel/llama-3.1-8b-instruct/runs', person: 'llm' },
  { name: 'runs', address: '/runs', person: 'llm' },
  { name: 'run-running', address: run('qwen3-30b-sft-v4'), person: 'llm' },
  { name: 'run-failed', address: run('gemma-3-27b-sft'), person: 'llm' },
  { name: 'run-succeeded', address: run('support-assistant-sft'), person: 'llm' },
  { name: 'run-never', address: run('long-context-405b-sft'), person: 'llm' },
  { name: 'run-workspace', address: run('nadia-notebook'), person: 'llm' },
  { name: 'workspaces', address: '/workspaces', person: 'llm' },
  { name: 'search', address: '/search?query=llama', person: 'llm' },
  { name: 'notifications', address: '/notifications', person: 'llm' },
  { name: 'settings', address: '/settings', person: 'llm' },
  { name: 'home-manager', address: '/', person: 'manager' },
  { name: 'overview', address: '/resources/overview', person: 'manager' },
  { name: 'projects', address: '/resources/projects', person: 'manager' },
  { name: 'project', address: '/resources/projects/research-llm', person: 'manager' },
  { name: 'quotas', address: '/resources/quotas', person: 'manager' },
  { name: 'pools', address: '/resources/pools', person: 'manager' },
  { name: 'home-administrator', address: '/', person: 'administrator' },
  { name: 'clusters', address: '/resources/clusters', person: 'administrator' },
  { name: 'connect', address: '/resources/clusters?connect=new', person: 'administrator' },
  { name: 'cluster', address: '/resources/clusters/hall-a', person: 'administrator' },
  { name: 'cluster-unhealthy', address: '/resources/clusters/hall-b', person: 'administrator' },
  { name: 'home-viewer', address: '/', person: 'viewer' },
  { name: 'overview-viewer', address: '/resources/overview', person: 'viewer' },
  { name: 'quotas-viewer', address: '/resources/quotas', person: 'viewer' },
  { name: 'runs-viewer', address: '/runs', person: 'viewer' },
];
